import { checkRepositoryUrl } from './checkRepositoryUrl';

const check = (url: string) => checkRepositoryUrl('shop', url);

describe('checkRepositoryUrl', () => {
  it.each([
    [
      'https://git.example.com/acme/gitops',
      { host: 'git.example.com', owner: 'acme', name: 'gitops' },
    ],
    [
      'https://git.example.com:8443/acme/gitops.git',
      { host: 'git.example.com:8443', owner: 'acme', name: 'gitops' },
    ],
    [
      'https://gitlab.example.com/acme/platform/gitops/',
      { host: 'gitlab.example.com', owner: 'acme/platform', name: 'gitops' },
    ],
    [
      'http://127.0.0.1:16445/shop/policies',
      { host: '127.0.0.1:16445', owner: 'shop', name: 'policies' },
    ],
    [
      'http://localhost:3000/shop/policies',
      { host: 'localhost:3000', owner: 'shop', name: 'policies' },
    ],
  ])('takes %s apart', (url, expected) => {
    expect(check(url)).toEqual(expected);
  });

  it.each([
    ['http://git.example.com/acme/gitops', 'https'],
    ['http://127.0.0.1.evil.example/acme/gitops', 'https'],
    ['http://localhost.evil.example/acme/gitops', 'https'],
    ['ssh://git@git.example.com/acme/gitops', 'https'],
    ['file:///etc/passwd', 'https'],
    ['git@git.example.com:acme/gitops.git', 'not a URL'],
    ['https://evil@git.example.com/acme/gitops', 'user'],
    ['https://git.example.com@evil.example/acme/gitops', 'user'],
    ['https://me:secret@git.example.com/acme/gitops', 'user'],
    ['https://git.example.com/acme/gitops?ref=x', 'plain'],
    ['https://git.example.com/acme/gitops#x', 'plain'],
    ['https://git.example.com/acme/%2e%2e/gitops', 'plain'],
    ['https://git.example.com\\@evil.example/acme/gitops', 'user'],
    ['https://git.example.com/acme/../other/gitops', 'owner'],
    ['https://git.example.com/acme/./gitops', 'owner'],
    ['https://git.example.com/acme//gitops', 'owner'],
    ['https://git.example.com/gitops', 'owner'],
    ['https://git.example.com/', 'owner'],
    ['', 'not a URL'],
  ])('T5: refuses %s', (url, why) => {
    expect(() => check(url)).toThrow(why);
  });

  it('T5: never repeats what was written', () => {
    expect(() => check('https://me:secret@git.example.com/a/b')).not.toThrow(
      'secret',
    );
  });
});

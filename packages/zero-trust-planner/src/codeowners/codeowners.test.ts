import { memoryTree } from '../testing/memoryTree';
import {
  codeownersMismatch,
  codeownersOf,
  parseCodeowners,
  readCodeowners,
} from './codeowners';

const rules = parseCodeowners(`# who owns what
*              @acme/platform
/clusters/     @acme/sre        # all of them
clusters/prod/shop/  @acme/shop jane@example.com
*.md
docs/*  @acme/docs
[Section]
`);

describe('codeownersOf', () => {
  it.each([
    ['x.yaml', ['@acme/platform']],
    ['clusters/prod/a.yaml', ['@acme/sre']],
    ['clusters/prod/shop/a/b.yaml', ['@acme/shop', 'jane@example.com']],
    ['clusters/prod/shop-evil/a.yaml', ['@acme/sre']],
    ['a/clusters/x.yaml', ['@acme/platform']],
    ['a/readme.md', []],
    ['docs/a.yaml', ['@acme/docs']],
    ['docs/a/b.yaml', ['@acme/platform']],
  ])('gives %s to the last line that matches', (path, owners) => {
    expect(codeownersOf(rules, path)).toEqual(owners);
  });

  it('owns nothing without a line that matches', () => {
    expect(codeownersOf([], 'a')).toEqual([]);
  });
});

describe('codeownersMismatch', () => {
  it('names the files whose owners are others', () => {
    const paths = ['clusters/prod/shop/a.yaml', 'clusters/prod/a.yaml'];
    expect(codeownersMismatch(rules, paths, ['@ACME/shop'])).toMatchObject([
      { id: 'codeowners-mismatch', about: ['clusters/prod/a.yaml'] },
    ]);
    expect(
      codeownersMismatch(rules, paths, ['@acme/shop', '@acme/sre']),
    ).toEqual([]);
    expect(codeownersMismatch(undefined, paths, [])).toEqual([]);
  });
});

describe('readCodeowners', () => {
  it('reads the file that the host reads, and none otherwise', async () => {
    const tree = memoryTree({
      'docs/CODEOWNERS': '* @docs\n',
      '.gitlab/CODEOWNERS': '* @gitlab\n',
    });
    const read = async (host: 'github' | 'gitlab' | 'gitea') =>
      codeownersOf((await readCodeowners(tree, host)) ?? [], 'x');
    expect(await read('github')).toEqual(['@docs']);
    expect(await read('gitlab')).toEqual(['@docs']);
    expect(
      await readCodeowners(memoryTree({ '.github/x': '' }), 'github'),
    ).toBeUndefined();
  });
});

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

  it.each([
    [{}, 'warn'],
    [{ tier: 'dev' }, 'warn'],
    [{ tier: 'prod' }, 'block'],
    [
      { tier: 'prod', guardrails: { 'codeowners-mismatch': 'review' } },
      'review',
    ],
  ] as const)('with %j it is a matter of %s', (settings, level) => {
    const theirs = parseCodeowners('* @acme/sre\n');
    expect(
      codeownersMismatch(theirs, ['a.yaml'], ['@acme/shop'], settings),
    ).toMatchObject([{ level }]);
    const off = { guardrails: { 'codeowners-mismatch': 'off' } } as const;
    expect(codeownersMismatch(theirs, ['a.yaml'], ['@acme/shop'], off)).toEqual(
      [],
    );
  });
});

describe('readCodeowners', () => {
  it('reads the file that the host reads, and none otherwise', async () => {
    const files: Record<string, string> = {
      'docs/CODEOWNERS': '* @docs\n',
      '.gitlab/CODEOWNERS': '* @gitlab\n',
      '.gitea/CODEOWNERS': '* @gitea\n',
    };
    const asked: string[] = [];
    const read = async (host: string, without = '') => {
      const found = await readCodeowners(async path => {
        asked.push(path);
        return files[path] === undefined || path === without
          ? undefined
          : { bytes: new TextEncoder().encode(files[path]), mode: '100644' };
      }, host);
      return found && codeownersOf(found, 'x');
    };
    expect(await read('github')).toEqual(['@docs']);
    expect(asked).toContain('.github/CODEOWNERS');
    expect(await read('gitlab', 'docs/CODEOWNERS')).toEqual(['@gitlab']);
    expect(await read('gitea', 'docs/CODEOWNERS')).toEqual(['@gitea']);
    expect(await read('github', 'docs/CODEOWNERS')).toBeUndefined();
  });
});

import { aSource } from '../testing/edge';
import { memoryTree } from '../testing/memoryTree';
import { refusalOf } from '../testing/edited';
import { PolicySource, RepositoryTree } from '../PolicySource';
import { mayWrite } from './mayWrite';

const everything = aSource({ roots: ['.'], writable: ['**'] });

const ask = (
  path: string,
  source: PolicySource = aSource(),
  tree: RepositoryTree = memoryTree({}),
) => mayWrite(path, source, tree);

describe('mayWrite', () => {
  it('lets a file of the allowlist be written', () => {
    expect(ask('clusters/prod-eu1/shop/a.yaml')).toEqual({
      ok: true,
      value: 'clusters/prod-eu1/shop/a.yaml',
    });
  });

  it.each([
    '../a.yaml',
    'clusters/prod-eu1/../x/a.yaml',
    'clusters/prod-eu1/./a.yaml',
    'clusters/prod-eu1//a.yaml',
    '/clusters/prod-eu1/a.yaml',
    'clusters/prod-eu1/a.yaml/',
    'clusters\\prod-eu1\\a.yaml',
    'clusters/prod-eu1/%2e%2e/a.yaml',
    'clusters/prod-eu1/%252e%252e/a.yaml',
    'clusters/prod-eu1/a\u0000.yaml',
    'clusters/prod-eu1/\u0430.yaml',
    'clusters/prod-eu1/a\n.yaml',
    'clusters/prod-eu1/-a.yaml',
    '',
  ])('L8 T2 refuses the path %j whatever the globs say', path => {
    expect(refusalOf(ask(path, everything))).toMatchObject({
      code: 'SOURCE_NOT_WRITABLE',
    });
  });

  it.each([
    'CODEOWNERS',
    'docs/CODEOWNERS',
    'docs/codeowners',
    '.github/workflows/a.yaml',
    '.gitlab-ci.yml',
    '.gitlab/a.yaml',
    '.gitea/a.yaml',
    'a/.circleci/config.yml',
    '.sops.yaml',
    'Jenkinsfile',
    'azure-pipelines.yml',
    'bitbucket-pipelines.yml',
  ])('L8 T2 never writes %s', path => {
    expect(refusalOf(ask(path, everything))).toMatchObject({
      code: 'SOURCE_NOT_WRITABLE',
    });
  });

  it('L8 T2 compares roots by whole segments', () => {
    const source = aSource({ writable: ['**'] });
    expect(ask('clusters/prod-eu1/a.yaml', source).ok).toBe(true);
    for (const path of [
      'clusters/prod-eu1-evil/a.yaml',
      'clusters/prod-eu1.yaml',
      'clusters/a.yaml',
    ]) {
      expect(ask(path, source).ok).toBe(false);
    }
  });

  it('T4 matches globs without crossing folders, negation or hidden files', () => {
    const source = aSource({
      roots: ['.'],
      writable: [
        'clusters/*/policies/*.yaml',
        '!nothing',
        '{base,apps}/k.yaml',
      ],
    });
    expect(ask('clusters/x/policies/a.yaml', source).ok).toBe(true);
    expect(ask('apps/k.yaml', source).ok).toBe(true);
    for (const path of [
      'clusters/x/y/policies/a.yaml',
      'clusters/x/policies/b/a.yaml',
      'clusters/x/policies/a.yml',
      'something',
    ]) {
      expect(ask(path, source).ok).toBe(false);
    }
  });

  it('T4 writes nothing where no root or no glob is configured', () => {
    const path = 'clusters/prod-eu1/a.yaml';
    expect(ask(path, aSource({ roots: [] })).ok).toBe(false);
    expect(ask(path, aSource({ writable: [] })).ok).toBe(false);
  });

  it.each([
    ['a link that is the file', 'clusters/prod-eu1/a.yaml', '120000'],
    ['a link that is a folder on the way', 'clusters/prod-eu1', '120000'],
    ['a submodule on the way', 'clusters', '160000'],
    ['a file that is a folder of it', 'clusters/prod-eu1', '100644'],
    ['a folder that has its name', 'clusters/prod-eu1/a.yaml/b', '100644'],
  ])('T2 refuses %s', (_, entry, mode) => {
    const tree = memoryTree({ [entry]: '' }, { [entry]: mode });
    expect(
      refusalOf(ask('clusters/prod-eu1/a.yaml', aSource(), tree)),
    ).toMatchObject({ code: 'SOURCE_NOT_WRITABLE' });
  });
});

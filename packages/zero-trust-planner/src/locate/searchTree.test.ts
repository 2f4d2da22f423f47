import { memoryTree } from '../testing/memoryTree';
import { WorkingTree } from '../tree/WorkingTree';
import { searchTree } from './searchTree';

const policy = (name: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: shop}\n`;

const search = (files: Record<string, string>) =>
  searchTree(new WorkingTree(memoryTree(files)), ['a'], ['NetworkPolicy']);

const names = ({ found }: Awaited<ReturnType<typeof search>>) =>
  found.map(({ identity, path, document, at }) => [
    identity.name,
    path,
    document,
    ...at,
  ]);

describe('searchTree', () => {
  it('finds objects in documents and in lists, below the roots only', async () => {
    const list = `kind: List\napiVersion: v1\nitems:\n- ${policy('three')
      .trimEnd()
      .replace(/\n/g, '\n  ')}\n`;
    expect(
      names(
        await search({
          'a/x.yaml': `${policy('one')}---\n${policy('two')}`,
          'a/y.yml': list,
          'a-evil/x.yaml': policy('outside'),
          'a/.hidden/x.yaml': policy('hidden'),
          'a/x.txt': policy('text'),
          'a/helm.yaml': policy('{{ .Values.name }}'),
          'a/broken.yaml': `${policy('broken')}\tx: 1\n`,
        }),
      ),
    ).toEqual([
      ['one', 'a/x.yaml', 0],
      ['two', 'a/x.yaml', 1],
      ['three', 'a/y.yml', 0, 'items', 0],
    ]);
  });

  it('T13 reads 2,000 files and says that there are more', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 2001 }, (_, index) => [`a/${index}.yaml`, 'x: 1\n']),
    );
    expect(await search(files)).toEqual({ found: [], complete: false });
  });

  it('T13 leaves out files above 1 MiB and says so', async () => {
    const large = `${policy('large')}# ${'x'.repeat(1024 * 1024)}\n`;
    const result = await search({
      'a/x.yaml': policy('one'),
      'a/y.yaml': large,
    });
    expect(names(result)).toEqual([['one', 'a/x.yaml', 0]]);
    expect(result.complete).toBe(false);
  });

  it('T13 stops after 20 MiB where the host tells no sizes', async () => {
    const text = `# ${'x'.repeat(1024 * 1000)}\n`;
    const tree = memoryTree(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [`a/${index}.yaml`, text]),
      ),
    );
    let reads = 0;
    const result = await searchTree(
      new WorkingTree({
        files: tree.files.map(({ path, mode, blobSha }) => ({
          path,
          mode,
          blobSha,
        })),
        read: async path => {
          reads += 1;
          return tree.read(path);
        },
      }),
      ['a'],
      ['NetworkPolicy'],
    );
    expect(result.complete).toBe(false);
    expect(reads).toBeLessThan(60);
  });
});

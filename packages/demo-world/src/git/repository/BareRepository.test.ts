import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BareRepository } from './BareRepository';
import { runGit } from './runGit';
import { Change, writeCommit } from './writeCommit';

const file = (name: string, text: string, mode?: string): Change => ({
  path: name,
  bytes: Buffer.from(text),
  mode,
});

describe('a bare repository, read as git reads it', () => {
  let directory: string;
  let repository: BareRepository;
  let seconds = 0;

  const write = (parents: readonly string[], ...changes: Change[]) => {
    seconds += 60;
    return writeCommit(repository, {
      parents,
      name: 'Mila Ünver',
      email: 'mila@shop.example',
      at: new Date(Date.UTC(2026, 10, 28) + seconds * 1000),
      message: 'Change it\n\nAnd say why.\n',
      changes,
    });
  };
  const git = async (...args: string[]) =>
    (await runGit(args, { directory })).output.toString('utf8').trim();
  const lines = async (...args: string[]) =>
    (await git(...args)).split('\n').filter(Boolean);

  /** `root` ─ `left` ─ `merged` ─ `later`, with `right` between root and merged. */
  const commits: Record<
    'root' | 'left' | 'right' | 'merged' | 'later',
    string
  > = { root: '', left: '', right: '', merged: '', later: '' };

  beforeAll(async () => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'bare-'));
    repository = await BareRepository.create(directory);
    commits.root = await write(
      [],
      file('README.md', '# Read\n'),
      file('a/b/deep.yaml', 'x: 1\n'),
      file('a/run.sh', 'true\n', '100755'),
      file('a.b', 'sorts before a/\n'),
      file('ü.yaml', 'ü\n'),
    );
    commits.left = await write([commits.root], file('left.yaml', 'l\n'));
    commits.right = await write(
      [commits.root],
      { path: 'a.b', remove: true },
      file('README.md', '# Other\n'),
    );
    commits.merged = await write(
      [commits.left, commits.right],
      file('both.yaml', 'b\n'),
    );
    commits.later = await write([commits.right], file('later.yaml', 'x\n'));
    await repository.moveBranch('main', commits.merged, undefined);
    await repository.moveBranch('zero-trust/x', commits.later, undefined);
  });
  afterAll(() => {
    repository.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is one that git finds nothing wrong with', async () => {
    expect(await git('fsck', '--strict')).toBe('');
    expect(await git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect(await git('rev-parse', '--is-bare-repository')).toBe('true');
  });

  it.each(['all', 'one'] as const)('lists a tree (%s)', async depth => {
    const tree = await repository.tree(commits.root, depth);
    const listed = await git(
      'ls-tree',
      '-l',
      '-z',
      ...(depth === 'all' ? ['-r', '-t'] : []),
      commits.root,
    );
    const shown = tree?.map(
      ({ mode, type, sha, path: name, size = '-' }) =>
        `${mode} ${type} ${sha} ${String(size).padStart(7)}\t${name}`,
    );
    expect(shown).toEqual(listed.split('\0').filter(Boolean));
  });

  it('tells commits with their people and their time', async () => {
    const [commit] = await repository.commits(commits.merged, { limit: 1 });
    expect(commit).toEqual({
      sha: commits.merged,
      parents: [commits.left, commits.right],
      name: 'Mila Ünver',
      email: 'mila@shop.example',
      date: '2026-11-28T00:04:00+00:00',
      message: 'Change it\n\nAnd say why.',
    });
  });

  it.each([
    ['merged', undefined],
    ['merged', 'root'],
    ['merged', 'left'],
    ['later', 'merged'],
    ['right', 'merged'],
  ] as const)('lists the commits of %s that %s has not', async (head, base) => {
    const found = await repository.commits(commits[head], {
      base: base && commits[base],
    });
    expect(found.map(({ sha }) => sha)).toEqual(
      await lines(
        'rev-list',
        commits[head],
        ...(base ? [`^${commits[base]}`] : []),
      ),
    );
  });

  it.each([
    ['left', 'right'],
    ['merged', 'later'],
    ['merged', 'right'],
    ['root', 'root'],
  ] as const)('finds where %s and %s parted', async (a, b) => {
    expect(await repository.mergeBase(commits[a], commits[b])).toBe(
      await git('merge-base', commits[a], commits[b]),
    );
  });

  it.each([
    ['root', 'right'],
    ['left', 'later'],
    ['merged', 'merged'],
  ] as const)('tells what changed from %s to %s', async (from, to) => {
    const changes = await repository.changes(commits[from], commits[to]);
    expect(changes.map(one => `${one.status}\t${one.path}`)).toEqual(
      await lines(
        'diff-tree',
        '-r',
        '--no-renames',
        '--name-status',
        commits[from],
        commits[to],
      ),
    );
  });

  it('resolves branches, ids and the start of an id, and nothing else', async () => {
    expect(await repository.resolve('zero-trust/x')).toBe(commits.later);
    expect(await repository.resolve(commits.root)).toBe(commits.root);
    expect(await repository.resolve(commits.root.slice(0, 12))).toBe(
      commits.root,
    );
    for (const name of ['main^', 'main@{1}', 'no-such', 'f'.repeat(40), '../x'])
      expect(await repository.resolve(name)).toBeUndefined();
  });

  it('answers nothing for what is not there, or is something else', async () => {
    expect(await repository.tree('f'.repeat(40), 'all')).toBeUndefined();
    expect(await repository.blob(commits.root)).toBeUndefined();
    expect(await repository.commits('f'.repeat(40))).toEqual([]);
  });
});

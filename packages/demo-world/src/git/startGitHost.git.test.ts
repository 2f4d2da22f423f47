import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runGit } from './repository/runGit';
import { useGitHost } from '../testing/useGitHost';

const test = useGitHost();
const repo = 'repos/shop/policies';

describe('git over HTTP', () => {
  it('can be cloned without a password, with one commit of history', async () => {
    await test().clone();
    const copy = path.join(test().directory, 'copy');
    expect(readFileSync(path.join(copy, 'a', 'b c.yaml'), 'utf8')).toBe(
      'x: 1\n',
    );
    const { output } = await runGit([
      '-C',
      copy,
      'rev-list',
      '--count',
      'HEAD',
    ]);
    expect(output.toString().trim()).toBe('1');
  });

  it('takes a branch that somebody pushes, and tells of it', async () => {
    await test().clone();
    await test().commitSomething('# Mine\n');
    const pushes: string[] = [];
    test()
      .repository()
      .on(event => {
        if (event.type === 'push')
          pushes.push(`${event.change.by?.login} ${event.change.branch}`);
      });
    expect(
      await test().git(
        'push',
        '-q',
        test().address('mila'),
        'HEAD:zero-trust/x',
      ),
    ).toBe(0);
    expect(pushes).toEqual(['mila zero-trust/x']);
    const head = await test().repository().git.branch('zero-trust/x');
    const [commit] = await test()
      .repository()
      .git.commits(head ?? '', { limit: 1 });
    expect(commit).toMatchObject({ name: 'Mila', message: '# Mine' });
  });

  it.each([
    ['nobody', undefined, undefined],
    ['somebody with a wrong password', 'mila', 'wrong'],
    ['somebody who may only read', 'guest', undefined],
  ])('takes nothing from %s', async (_, login, secret) => {
    await test().clone();
    await test().commitSomething('# Mine\n');
    expect(
      await test().git('push', '-q', test().address(login, secret), 'HEAD:x'),
    ).not.toBe(0);
    expect(await test().repository().git.branch('x')).toBeUndefined();
  });

  it('takes a push to a protected branch from administrators alone', async () => {
    await test().clone();
    await test().commitSomething('# Mine\n');
    const before = await test().repository().git.branch('main');
    expect(
      await test().git('push', '-q', test().address('mila'), 'HEAD:main'),
    ).not.toBe(0);
    expect(await test().repository().git.branch('main')).toBe(before);
    expect(
      await test().git('push', '-q', test().address('elif'), 'HEAD:main'),
    ).toBe(0);
    expect(await test().repository().git.branch('main')).not.toBe(before);
  });

  it('moves the head of an open pull request with its branch', async () => {
    await test().clone();
    await test().commitSomething('# One\n');
    await test().git('push', '-q', test().address('mila'), 'HEAD:x');
    await test().api('POST', `${repo}/pulls`, {
      login: 'mila',
      body: { head: 'x', base: 'main', title: 'Mine' },
    });
    await test().commitSomething('# Two\n');
    await test().git('push', '-q', test().address('mila'), 'HEAD:x');
    const { body } = await test().api('GET', `${repo}/pulls/1`);
    expect(body.head.sha).toBe(await test().repository().git.branch('x'));
  });
});

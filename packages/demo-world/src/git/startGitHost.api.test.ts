import { useGitHost } from '../testing/useGitHost';

const test = useGitHost();
const repo = 'repos/shop/policies';

describe('the API', () => {
  it.each([
    ['GET', 'user', {}, 401],
    ['GET', `${repo}/branches/nowhere`, {}, 404],
    ['GET', 'repos/shop/nowhere', {}, 404],
    ['POST', `${repo}/branches`, { body: { new_branch_name: 'x' } }, 401],
    [
      'POST',
      `${repo}/branches`,
      { login: 'guest', body: { new_branch_name: 'x' } },
      403,
    ],
    [
      'POST',
      `${repo}/branches`,
      { login: 'mila', body: { new_branch_name: '../x' } },
      422,
    ],
    [
      'POST',
      `${repo}/branches`,
      { login: 'mila', body: { new_branch_name: 'main' } },
      409,
    ],
    ['DELETE', `${repo}/branches/main`, { login: 'elif' }, 403],
    [
      'POST',
      `${repo}/contents`,
      {
        login: 'mila',
        body: {
          branch: 'main',
          new_branch: 'x',
          message: 'm',
          files: [{ operation: 'create', path: 'README.md', content: '' }],
        },
      },
      422,
    ],
    [
      'POST',
      `${repo}/contents`,
      {
        login: 'mila',
        body: {
          branch: 'main',
          new_branch: 'x',
          message: 'm',
          files: [
            {
              operation: 'update',
              path: 'README.md',
              content: '',
              sha: '0'.repeat(40),
            },
          ],
        },
      },
      422,
    ],
    [
      'POST',
      `${repo}/contents`,
      {
        login: 'mila',
        body: {
          branch: 'main',
          message: 'm',
          files: [{ operation: 'create', path: 'n.yaml', content: '' }],
        },
      },
      403,
    ],
    [
      'POST',
      `${repo}/pulls`,
      { login: 'mila', body: { head: 'main', base: 'main', title: 't' } },
      422,
    ],
    ['GET', `${repo}/git/trees/${'f'.repeat(40)}`, {}, 400],
    ['GET', `${repo}/branch_protections/main`, { login: 'mila' }, 403],
    ['GET', `${repo}/issues/1/timeline`, {}, 404],
    ['POST', `${repo}/hooks`, { login: 'mila', body: {} }, 403],
    [
      'PATCH',
      `${repo}/branch_protections/main`,
      { login: 'mila', body: { enable_push: true } },
      403,
    ],
  ])('answers %s %s with %j as Gitea does', async (method, at, sent, code) => {
    const { status, body } = await test().api(method, at, sent);
    expect(status).toBe(code);
    expect(typeof body.message).toBe('string');
  });

  it('makes one commit of several files, and leaves the others as they are', async () => {
    const readme = await test().api(
      'GET',
      `${repo}/git/trees/main?recursive=true`,
    );
    const old = readme.body.tree.find(
      (item: { path: string }) => item.path === 'README.md',
    );
    const { status, body } = await test().api('POST', `${repo}/contents`, {
      login: 'mila',
      body: {
        branch: 'main',
        new_branch: 'x',
        message: 'Two files',
        files: [
          {
            operation: 'create',
            path: 'new/"quoted" name.yaml',
            content: Buffer.from('y: "ü"\n').toString('base64'),
          },
          { operation: 'delete', path: 'README.md', sha: old.sha },
        ],
      },
    });
    expect(status).toBe(201);
    const tree = await test().repository().git.tree(body.commit.sha, 'all');
    const files = (tree ?? []).filter(({ type }) => type === 'blob');
    expect(files.map(({ path: file }) => file).sort()).toEqual([
      'a/b c.yaml',
      'new/"quoted" name.yaml',
    ]);
    const blob = await test().repository().git.blob(files[1].sha);
    expect(blob?.toString('utf8')).toBe('y: "ü"\n');
  });

  it('lets an administrator change what a branch asks for', async () => {
    await test().api('PATCH', `${repo}/branch_protections/main`, {
      login: 'elif',
      body: { enable_push: true, required_approvals: 2 },
    });
    const { body } = await test().api('GET', `${repo}/branches/main`, {
      login: 'mila',
    });
    expect(body).toMatchObject({
      user_can_push: true,
      required_approvals: 2,
    });
  });
});

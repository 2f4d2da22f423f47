import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

jest.setTimeout(120_000);

// The CLI's own, which is what the project is checked with.
const eslint = createRequire(require.resolve('@backstage/cli/package.json'));
const bin = join(
  dirname(eslint.resolve('eslint/package.json')),
  'bin/eslint.js',
);
const report = z.array(
  z.object({
    messages: z.array(
      z.object({ ruleId: z.string().nullable(), line: z.number() }),
    ),
  }),
);

/** Lines that the project's own rules refuse, as if they were in this package. */
async function refused(code: readonly string[]): Promise<readonly number[]> {
  const out = await new Promise<string>((done, failed) => {
    const child = execFile(
      process.execPath,
      [bin, '--stdin', '--stdin-filename', 'src/access/x.ts', '-f', 'json'],
      { cwd: resolve(__dirname, '../../..') },
      // It ends with 1 when it finds something, and answers all the same.
      (error, stdout, stderr) =>
        stdout === '' ? failed(error ?? new Error(stderr)) : done(stdout),
    );
    child.stdin?.end(`${code.join('\n')}\n`);
  });
  const [{ messages }] = report.parse(JSON.parse(out));
  return messages
    .filter(({ ruleId }) => ruleId === 'no-restricted-syntax')
    .map(({ line }) => line - 1);
}

const gates = [
  // Everything that is not DENY would pass, CONDITIONAL included.
  'if (decision.result !== AuthorizeResult.DENY) open();',
  'if (decision.result === AuthorizeResult.DENY) throw refuse();',
  'const may = decision.result !== AuthorizeResult.CONDITIONAL;',
  "if (decision.result != 'DENY') open();",
  "const denied = decision.result === 'DENY';",
  // Any answer is true.
  'if (decision.result) open();',
  'if (!decision.result) throw refuse();',
  'const way = decision.result ? open : refuse;',
  'const passes = decision.result && open();',
  'const allowed = Boolean(decision.result);',
  'if (await permissions.authorize([question], who)) open();',
  'if (!(await permissions.authorizeConditional([question], who))) refuse();',
  // A list is true, whatever is in it.
  'if ([decision.result === AuthorizeResult.ALLOW]) open();',
  'switch (decision.result) { case AuthorizeResult.DENY: refuse(); break; default: open(); }',
];
const good = [
  'if (decision.result !== AuthorizeResult.ALLOW) throw refuse();',
  'const allowed = decision.result === AuthorizeResult.ALLOW;',
  'const each = decisions.map(({ result }) => result === AuthorizeResult.ALLOW);',
  'switch (decision.result) { case AuthorizeResult.ALLOW: open(); break; case AuthorizeResult.CONDITIONAL: some(); break; default: refuse(); }',
  "const denies = policy.action === 'DENY';",
];

describe('T21: a permission decision that is read in another way than ALLOW', () => {
  it('is refused by the linter, in each of the ways there are', async () => {
    const lines = await refused([...gates, ...good]);
    expect(lines).toEqual(gates.map((_, index) => index));
  });
});

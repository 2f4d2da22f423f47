import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import { byYarn } from '../lib/byYarn.mjs';
import { ensureGitInCi } from '../lib/git.mjs';
import { inRoot } from '../lib/paths.mjs';
import { ensurePostgresInCi } from '../lib/postgres.mjs';
import { say } from '../lib/say.mjs';
import { run } from '../lib/processes.mjs';
import { prepare } from '../bootstrap/prepare.mjs';
import { browserJourneys } from './e2e.mjs';

const cli = inRoot('node_modules/@backstage/cli/bin/backstage-cli');

/**
 * `npm test`: everything that must hold before a change lands. Every check
 * runs even when an earlier one failed, so that one run tells everything.
 * `yarn test` is Backstage's own `repo test` with the arguments given.
 */
export async function task(args) {
  const tools = await prepare();
  if (byYarn())
    return run(tools.node, [cli, 'repo', 'test', ...args], { env: tools.env });

  const results = [];
  const check = async (name, command) => {
    say(`${name}…`);
    const code = await run(tools.node, command, { env: tools.env });
    say(`${name}: ${code === 0 ? 'passed' : 'FAILED'}`);
    results.push({ name, code });
  };

  await check('formatting', [
    inRoot('node_modules/prettier/bin-prettier.js'),
    '--check',
    '--loglevel=warn',
    '.',
  ]);
  await check('types', [
    inRoot('node_modules/typescript/bin/tsc'),
    '--noEmit',
    '--incremental',
    'false',
  ]);
  await check('lint', [cli, 'repo', 'lint', '--max-warnings', '0']);
  ensurePostgresInCi();
  ensureGitInCi();
  const unit = await unitTests(tools);
  results.push({ name: 'unit and integration tests', code: unit.code });
  const journeys = await browserJourneys(tools);
  results.push({ name: 'browser journeys', code: journeys.code });

  say('');
  results.forEach(({ name, code }) =>
    say(`${code === 0 ? 'passed' : 'FAILED'}  ${name}`),
  );
  const total = key => unit[key] + journeys[key];
  process.stdout.write(
    `\nTests: ${total('passed')} passed, ${total('failed')} failed, ${total(
      'skipped',
    )} skipped\n`,
  );
  return results.some(({ code }) => code !== 0) ? 1 : 0;
}

async function unitTests(tools) {
  say('unit and integration tests…');
  mkdirSync(inRoot('.cache'), { recursive: true });
  const report = inRoot('.cache/jest.json');
  rmSync(report, { force: true });
  const workers = Math.max(
    1,
    Math.min(4, os.availableParallelism?.() ?? os.cpus().length),
  );
  const code = await run(
    tools.node,
    [
      cli,
      'repo',
      'test',
      '--watchAll=false',
      `--maxWorkers=${workers}`,
      // A hang still ends; a machine that is busy with other things is no fault.
      '--testTimeout=30000',
      '--json',
      `--outputFile=${report}`,
    ],
    {
      env: { ...tools.env, CI: process.env.CI ?? 'true', NODE_OPTIONS: '' },
      onLine: showLine,
    },
  );
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  say(`unit and integration tests: ${code === 0 ? 'passed' : 'FAILED'}`);
  return {
    code,
    passed: counts.numPassedTests,
    failed: counts.numFailedTests + counts.numRuntimeErrorTestSuites,
    skipped: counts.numPendingTests + counts.numTodoTests,
  };
}

/** Everything that jest says, but not the JSON that it also prints. */
function showLine(line) {
  if (!line.startsWith('{"numFailedTestSuites"'))
    process.stdout.write(`${line}\n`);
}

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inRoot } from '../lib/paths.mjs';
import { findChromium, installChromiumInCi } from '../lib/chromium.mjs';
import { Problem, say } from '../lib/say.mjs';
import { run } from '../lib/processes.mjs';
import { withPortal } from '../lib/withPortal.mjs';
import { prepare } from '../bootstrap/prepare.mjs';

/** `yarn test:e2e [playwright arguments]`: the browser journeys alone. */
export async function task(args) {
  const result = await browserJourneys(await prepare(), args);
  return result.code;
}

/**
 * Drives a portal of its own with a real browser. Counts are those of the
 * browser test runner.
 */
export async function browserJourneys(tools, args = []) {
  const chromium = findChromium() ?? installChromiumInCi();
  if (!chromium) {
    if (process.env.CI) {
      throw new Problem(
        'The browser journeys need Chromium and none was found or could be installed; in CI that is a failure.',
      );
    }
    say(
      'SKIPPED: the browser journeys. No Chromium was found: install one, or set CHROMIUM_PATH.',
    );
    return { code: 0, passed: 0, failed: 0, skipped: 1 };
  }
  mkdirSync(inRoot('.cache'), { recursive: true });
  const report = inRoot('.cache/e2e.json');
  rmSync(report, { force: true });
  const code = await withPortal(tools, 'browser journeys', env =>
    run(
      tools.node,
      [
        inRoot('node_modules/@playwright/test/cli.js'),
        'test',
        '--project=journeys',
        ...args,
      ],
      {
        env: {
          ...env,
          CHROMIUM_PATH: chromium,
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        },
      },
    ),
  );
  return { code, ...countsIn(report) };
}

function countsIn(report) {
  // A runner that ended before it could report has tested nothing.
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  };
}

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { findChromium, installChromiumInCi } from '../lib/chromium.mjs';
import { anyFreePort } from '../lib/ports.mjs';
import {
  portalEnv,
  portalReady,
  startPortal,
  startWorld,
} from '../lib/portal.mjs';
import { Problem, say } from '../lib/say.mjs';
import { run, stopAll } from '../lib/processes.mjs';
import { prepare } from '../bootstrap/prepare.mjs';

/** `yarn test:e2e [playwright arguments]`: the browser journeys alone. */
export async function task(args) {
  const result = await browserJourneys(await prepare(), args);
  return result.code;
}

/**
 * Starts the demo world, backend and app on free ports, drives them with a
 * real browser, and stops them. Counts are those of the browser test runner.
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
  const ports = {
    app: await anyFreePort(),
    backend: await anyFreePort(),
    'prod-eu': await anyFreePort(),
    'prod-us': await anyFreePort(),
  };
  const demoDir = mkdtempSync(path.join(os.tmpdir(), 'zero-trust-demo-'));
  const lines = [];
  const keep = name => line => lines.push(`${name.padEnd(8)} | ${line}`);
  const env = { ...tools.env, ...portalEnv(ports, demoDir) };
  try {
    say('browser journeys: starting demo clusters, backend and app');
    await startWorld({ ...tools, env, onLine: keep('clusters') });
    const portal = startPortal({ ...tools, env, onLine: keep('portal') });
    if (!(await portalReady(ports, portal))) {
      throw new Problem(
        `The portal did not start for the browser journeys:\n${lines
          .slice(-40)
          .join('\n')}`,
      );
    }
    say('browser journeys: the portal is up');
    mkdirSync(inRoot('.cache'), { recursive: true });
    const report = inRoot('.cache/e2e.json');
    rmSync(report, { force: true });
    const code = await run(
      tools.node,
      [inRoot('node_modules/@playwright/test/cli.js'), 'test', ...args],
      {
        env: {
          ...env,
          CHROMIUM_PATH: chromium,
          PORTAL_URL: `http://localhost:${ports.app}`,
          PORTAL_BACKEND_URL: `http://localhost:${ports.backend}`,
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        },
      },
    );
    if (code !== 0) {
      process.stdout.write(`${lines.slice(-40).join('\n')}\n`);
    }
    return { code, ...countsIn(report) };
  } finally {
    await stopAll();
    rmSync(demoDir, { recursive: true, force: true });
  }
}

function countsIn(report) {
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  };
}

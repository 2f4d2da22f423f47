import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { anyFreePort } from './ports.mjs';
import { portalEnv, portalReady, startPortal, startWorld } from './portal.mjs';
import { Problem, say } from './say.mjs';
import { stopAll } from './processes.mjs';

/**
 * Starts the demo world, backend and app on free ports, hands what a browser
 * needs to `use`, and stops everything. When `use` answers a code that is not 0,
 * the last lines of the portal are shown.
 */
export async function withPortal(tools, purpose, use) {
  const ports = {
    app: await anyFreePort(),
    backend: await anyFreePort(),
    'prod-eu': await anyFreePort(),
    'prod-us': await anyFreePort(),
    git: await anyFreePort(),
  };
  const demoDir = mkdtempSync(path.join(os.tmpdir(), 'zero-trust-demo-'));
  const lines = [];
  const keep = name => line => lines.push(`${name.padEnd(8)} | ${line}`);
  const env = { ...tools.env, ...portalEnv(ports, demoDir) };
  try {
    say(`${purpose}: starting demo clusters, backend and app`);
    await startWorld({ ...tools, env, onLine: keep('clusters') });
    const portal = startPortal({ ...tools, env, onLine: keep('portal') });
    if (!(await portalReady(ports, portal))) {
      throw new Problem(
        `The portal did not start for the ${purpose}:\n${lines
          .slice(-40)
          .join('\n')}`,
      );
    }
    say(`${purpose}: the portal is up`);
    const code = await use({
      ...env,
      PORTAL_URL: `http://localhost:${ports.app}`,
      PORTAL_GIT_URL: `http://127.0.0.1:${ports.git}`,
      PORTAL_BACKEND_URL: `http://localhost:${ports.backend}`,
    });
    if (code !== 0) process.stdout.write(`${lines.slice(-40).join('\n')}\n`);
    return code;
  } finally {
    await stopAll();
    rmSync(demoDir, { recursive: true, force: true });
  }
}

import { randomBytes } from 'node:crypto';
import { start } from './processes.mjs';
import { answers, waitFor } from './waitFor.mjs';
import { inRoot } from './paths.mjs';
import { Problem } from './say.mjs';

/** Ports of the demo when nothing else is said. */
export const defaultPorts = {
  app: 3000,
  backend: 7007,
  'prod-eu': 16443,
  'prod-us': 16444,
  git: 16445,
};

const secret = () => randomBytes(24).toString('hex');

/** Environment that moves app, backend and demo world to the given ports. */
export function portalEnv(ports, demoDir) {
  const app = `http://localhost:${ports.app}`;
  const backend = `http://localhost:${ports.backend}`;
  return {
    APP_CONFIG_app_baseUrl: JSON.stringify(app),
    APP_CONFIG_backend_baseUrl: JSON.stringify(backend),
    APP_CONFIG_backend_listen_port: String(ports.backend),
    APP_CONFIG_backend_cors_origin: JSON.stringify(app),
    ZTN_DEMO_DIR: demoDir,
    ZTN_DEMO_PORT_PROD_EU: String(ports['prod-eu']),
    ZTN_DEMO_PORT_PROD_US: String(ports['prod-us']),
    ZTN_DEMO_PORT_GIT: String(ports.git),
    // Known to the demo's git host and to the backend, and new at each start.
    ZTN_DEMO_GIT_TOKEN: secret(),
    ZTN_DEMO_WEBHOOK_SECRET: secret(),
    ZTN_DEMO_WEBHOOK_URL: `${backend}/api/events/http/gitea`,
  };
}

/** Starts the demo clusters and waits until their kubeconfig is written. */
export async function startWorld({ node, env, onLine }) {
  const world = start(
    node,
    ['--require', '@backstage/cli/config/nodeTransform.cjs', 'src/main.ts'],
    { cwd: inRoot('packages/demo-world'), env, onLine },
  );
  let ended;
  world.ended.then(result => (ended = result));
  const { existsSync, rmSync } = await import('node:fs');
  const ready = `${env.ZTN_DEMO_DIR}/ready`;
  rmSync(ready, { force: true });
  const up = await waitFor(() => existsSync(ready), {
    timeoutMs: 60_000,
    until: () => ended,
  });
  if (!up)
    throw new Problem(
      'The demo clusters did not start; what they said stands above.',
    );
  return world;
}

/** Starts backend and app as Backstage's own command line does. */
export function startPortal({ node, env, onLine }) {
  return start(
    node,
    [inRoot('node_modules/@backstage/cli/bin/backstage-cli'), 'repo', 'start'],
    {
      env,
      onLine,
    },
  );
}

/** Waits until a person can open the portal; false when it ended before. */
export async function portalReady(ports, portal, timeoutMs = 240_000) {
  let ended;
  portal.ended.then(result => (ended = result));
  const until = () => ended;
  const backend = await waitFor(
    () =>
      answers(
        `http://localhost:${ports.backend}/.backstage/health/v1/readiness`,
      ),
    { timeoutMs, until },
  );
  const app =
    backend &&
    (await waitFor(() => answers(`http://localhost:${ports.app}`), {
      timeoutMs,
      until,
    }));
  return Boolean(app);
}

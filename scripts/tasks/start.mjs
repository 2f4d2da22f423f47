import path from 'node:path';
import { claimDemoDir, demoDirFrom, shownDir } from '../lib/demoDir.mjs';
import { inRoot } from '../lib/paths.mjs';
import { requireFree } from '../lib/ports.mjs';
import { quietLog } from '../lib/quietLog.mjs';
import {
  defaultPorts,
  portalEnv,
  portalReady,
  startPortal,
  startWorld,
} from '../lib/portal.mjs';
import { Problem, say } from '../lib/say.mjs';
import { run } from '../lib/processes.mjs';
import { prepare } from '../bootstrap/prepare.mjs';

const variables = {
  app: 'ZTN_APP_PORT',
  backend: 'ZTN_BACKEND_PORT',
  'prod-eu': 'ZTN_PROD_EU_PORT',
  'prod-us': 'ZTN_PROD_US_PORT',
  git: 'ZTN_GIT_PORT',
};
const purposes = {
  app: 'the portal',
  backend: "the portal's backend",
  'prod-eu': 'the demo cluster prod-eu',
  'prod-us': 'the demo cluster prod-us',
  git: 'the demo git host',
};

/**
 * The demo: two clusters, a git host, backend and app, until Ctrl-C. With arguments it is
 * `backstage-cli repo start` with those arguments, and no demo world.
 */
export async function task(args) {
  const tools = await prepare();
  if (args.length > 0) {
    return run(
      tools.node,
      [
        inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
        'repo',
        'start',
        ...args,
      ],
      { env: tools.env },
    );
  }
  const ports = portsFrom(process.env);
  const demoDir = demoDirFrom(process.env);
  const shown = shownDir(demoDir);
  // Everything that backend and app say.
  const logFile = path.join(demoDir, 'portal.log');
  claimDemoDir(demoDir);
  await requireFree(
    Object.entries(ports).map(([name, port]) => ({
      port,
      purpose: purposes[name],
      variable: variables[name],
    })),
  );
  const env = { ...tools.env, ...portalEnv(ports, demoDir) };
  say('starting two demo clusters and a git host');
  await startWorld({ ...tools, env, onLine: prefixed('clusters') });
  say('starting backend and app (the first build takes about half a minute)');
  const portal = startPortal({
    ...tools,
    env,
    onLine: quietLog(logFile, prefixed('portal')),
  });
  if (!(await portalReady(ports, portal))) {
    throw new Problem(
      `The portal did not start; what it said stands in ${shownDir(logFile)}.`,
    );
  }
  say(`the portal is ready: http://localhost:${ports.app}`);
  say(
    'sign in as a guest and open the component payment-service, tab "Zero trust"',
  );
  say(
    `change a policy: kubectl --kubeconfig ${shown}/kubeconfig --context prod-eu get networkpolicies -n production`,
  );
  say(
    `look at pull requests: http://127.0.0.1:${ports.git}/shop/policies/pulls (passwords for git push: ${shown}/git.json)`,
  );
  say(`warnings and errors appear here, the whole log is ${shownDir(logFile)}`);
  say('Ctrl-C stops everything');
  return (await portal.ended).code;
}

function portsFrom(env) {
  return Object.fromEntries(
    Object.entries(defaultPorts).map(([name, port]) => {
      const text = env[variables[name]];
      if (text === undefined || text === '') return [name, port];
      const chosen = Number(text);
      if (!Number.isInteger(chosen) || chosen < 1 || chosen > 65535) {
        throw new Problem(
          `${variables[name]}=${text} is not a port: a number from 1 to 65535 is needed.`,
        );
      }
      return [name, chosen];
    }),
  );
}

const prefixed = name => line =>
  process.stdout.write(`${name.padEnd(8)} | ${line}\n`);

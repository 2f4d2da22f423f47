// The plugin's routes over a generated cluster with a mesh: how long answers
// take, what they cost, and what they weigh. `yarn bench backend` runs it.
//
//   [workloads] [requests per second] [seconds]
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startClusterServer } from './clusterServer.mjs';

const require = createRequire(import.meta.url);
const { kinds } = require('@ztn/zero-trust-engine');
// Clusters for benchmarks are no business of the package's users.
// eslint-disable-next-line @backstage/no-forbidden-package-imports
const bench = require('@ztn/zero-trust-engine/src/testing/bench/benchCluster');

const [workloads = 2000, rate = 200, seconds = 5] = process.argv
  .slice(2)
  .map(Number);
const token = randomBytes(24).toString('hex');
const objects = bench.benchCluster({ workloads, mesh: true });
const deployments = objects.filter(({ kind }) => kind === 'Deployment');
const entities = deployments.map(({ metadata }, index) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    namespace: 'default',
    name: metadata.name,
    annotations: {
      'zero-trust/workload': `bench/${metadata.namespace}/Deployment/${metadata.name}`,
    },
  },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: `team-${index % 20}`,
  },
  relations: [
    { type: 'ownedBy', targetRef: `group:default/team-${index % 20}` },
    { type: 'partOf', targetRef: `system:default/system-${index % 50}` },
  ],
}));

const say = text => process.stdout.write(`${text}\n`);
const cluster = await startClusterServer(kinds, objects);
const port = await freePort();
const server = fork(fileURLToPath(new URL('server.mjs', import.meta.url)), [], {
  execArgv: [
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
  ],
});
server.send({ port, token, cluster: cluster.url, entities });
process.on('exit', () => server.kill());
await new Promise((ready, failed) => {
  server.once('message', ready);
  server.once('exit', () => failed(new Error('the backend did not start')));
});

const root = `http://127.0.0.1:${port}/api/zero-trust/v1`;
const headers = { Authorization: `Bearer ${token}` };
const ask = async path => {
  const began = performance.now();
  const { status, body } = await fetch(`${root}${path}`, { headers }).then(
    async response => ({
      status: response.status,
      body: await response.text(),
    }),
    // A connection that was kept and has been closed meanwhile: a failure.
    () => ({ status: 0, body: '' }),
  );
  const ms = performance.now() - began;
  return { status, body, bytes: Buffer.byteLength(body), ms };
};
let asked = 0;
const cpu = () =>
  new Promise(told => {
    asked += 1;
    const id = asked;
    const listen = message => {
      if (message.id !== id) return;
      server.off('message', listen);
      told(message.cpu);
    };
    server.on('message', listen);
    server.send({ id });
  });
const pause = ms => new Promise(done => setTimeout(done, ms));

/** Until the backend has nothing left to do that nobody asked for. */
const settle = async () => {
  for (let quiet = 0; quiet < 3; ) {
    const before = await cpu();
    await pause(500);
    quiet = (await cpu()) - before < 25 ? quiet + 1 : 0;
  }
};

const app = deployments[Math.floor(deployments.length / 2)].metadata;
const entity = `/entities/component/default/${app.name}`;
const key = encodeURIComponent(`${app.namespace}/Deployment/${app.name}`);
await until(async () => (await ask('/clusters')).body.includes('"watching"'));
await until(async () =>
  (await ask('/compliance/workloads')).body.includes(app.namespace.slice(0, 3)),
);

say(
  `${workloads} workloads, ${objects.length} objects; CPU time is the backend's alone`,
);
say('');
say(
  'at a rate                            first ms   p50 ms   p99 ms   CPU ms each     bytes',
);
for (const [name, path] of Object.entries({
  posture: `${entity}/posture`,
  'permissions inbound': `${entity}/permissions?direction=inbound`,
  'permissions outbound': `${entity}/permissions?direction=outbound`,
})) {
  say(line(`${name}, ${rate}/s`, await atRate(path)));
}
say('');
say(
  'one after the other                  first ms   p50 ms   p99 ms   CPU ms each     bytes',
);
for (const path of [
  '/compliance',
  '/compliance/scoreboard?by=namespace',
  '/compliance/workloads',
  `/compliance/results?cluster=bench&workload=${key}`,
  '/compliance/history',
  '/compliance/events',
  '/controls',
  '/rollout',
  '/waivers',
  '/clusters',
]) {
  say(line(path, await oneByOne(path, 20)));
}
say('');
say(
  `a changed policy until the answer is another one: ${(
    await changeUntilFresh()
  ).join(', ')} ms`,
);
server.kill();
cluster.stop();
process.exit(0);

/** The rate is kept whatever the answers do: a slow server is not asked less. */
async function atRate(path) {
  await settle();
  const first = await ask(path);
  // A server that has just started is slow at everything, and only once.
  for (let turn = 0; turn < 300; turn += 1) await ask(path);
  await settle();
  const total = rate * seconds;
  const before = await cpu();
  const began = performance.now();
  const answers = [];
  while (answers.length < total) {
    const due = ((performance.now() - began) * rate) / 1000;
    while (answers.length < Math.min(due, total)) answers.push(ask(path));
    await pause(1);
  }
  const got = await Promise.all(answers);
  return summary(first, got, (await cpu()) - before);
}

async function oneByOne(path, times) {
  const first = await ask(path);
  const before = await cpu();
  const got = [];
  for (let turn = 0; turn < times; turn += 1) got.push(await ask(path));
  return summary(first, got, (await cpu()) - before);
}

function summary(first, got, spent) {
  const times = got.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = share =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return {
    first: first.ms,
    p50: at(0.5),
    p99: at(0.99),
    cpu: spent / got.length,
    bytes: first.bytes,
    failed: got.filter(({ status }) => status !== 200).length,
  };
}

function line(name, { first, p50, p99, cpu: each, bytes, failed }) {
  const cells = [first, p50, p99].map(ms => ms.toFixed(1).padStart(8));
  return `${name.slice(0, 36).padEnd(36)} ${cells.join(' ')} ${each
    .toFixed(2)
    .padStart(13)} ${`${bytes}`.padStart(9)}${
    failed ? `  ${failed} FAILED` : ''
  }`;
}

/** A policy lets its callers in and out again; asked until the answer says so. */
async function changeUntilFresh() {
  const policy = objects.find(
    ({ kind, metadata }) =>
      kind === 'NetworkPolicy' && metadata.name === `${app.name}-callers`,
  );
  const path = `${entity}/permissions?direction=inbound&limit=1`;
  const took = [];
  let closed = false;
  for (let turn = 0; turn < 6; turn += 1) {
    const before = (await ask(path)).body;
    const said = totalOf(before);
    closed = !closed;
    const began = performance.now();
    cluster.modify(
      closed ? { ...policy, spec: { ...policy.spec, ingress: [{}] } } : policy,
    );
    await until(async () => totalOf((await ask(path)).body) !== said, 10);
    took.push(Math.round(performance.now() - began));
    await settle();
  }
  return took;
}

function totalOf(body) {
  return /"totalItems":(\d+)/.exec(body)?.[1];
}

async function until(holds, everyMs = 250) {
  for (let tries = 0; tries < 2_000; tries += 1) {
    if (await holds()) return;
    await pause(everyMs);
  }
  throw new Error('waited in vain');
}

function freePort() {
  return new Promise(found => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => found(free));
    });
  });
}

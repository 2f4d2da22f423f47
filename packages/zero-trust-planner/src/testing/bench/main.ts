import { buildSnapshot, compile, RawObject } from '@ztn/zero-trust-engine';
import { benchCluster } from '../../../../zero-trust-engine/src/testing/bench/benchCluster';
import { planSteps } from '../../planAccess';

/** The same cluster as the engine's benchmark, with a Service for each workload. */
function world(workloads: number) {
  const objects = benchCluster({ workloads, mesh: true });
  const services = objects
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ metadata }): RawObject => {
      const { name, namespace } = metadata as Record<string, string>;
      return {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace },
        spec: { selector: { app: name }, ports: [{ port: 8080 }] },
      };
    });
  return compile(
    buildSnapshot({ cluster: 'bench', objects: [...objects, ...services] }),
  );
}

/** CPU milliseconds of this process, garbage collection included. */
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** CPU milliseconds of each piece of a plan for a pair that may not call yet. */
function piecesOf(engine: ReturnType<typeof world>, [a, b]: readonly number[]) {
  const { workloads } = engine.snapshot;
  const path = { type: 'prefix', value: '/api' } as const;
  const steps = planSteps({
    engine,
    goal: {
      caller: workloads[a % workloads.length].key,
      callee: workloads[b % workloads.length].key,
      rules: [
        {
          port: 8080,
          protocol: 'TCP',
          http: { methods: ['GET'], paths: [path] },
        },
      ],
    },
  });
  const pieces: number[] = [];
  for (let done = false; !done; ) {
    const startedAt = cpuMs();
    const step = steps.next();
    pieces.push(cpuMs() - startedAt);
    done = step.done ?? false;
    if (step.done && step.value.outcome !== 'change') {
      throw new Error(`no plan to measure: ${step.value.reason}`);
    }
  }
  return pieces;
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const round = (ms: number) => String(Math.round(ms)).padStart(8);

const pairs = Array.from({ length: 20 }, (_, index) => [
  index * 97 + 5,
  index * 61 + 777,
]);

process.stdout.write(
  [
    'plans in a mesh, CPU ms    whole: median      max   longest piece: median      max   pieces\n',
    ...[300, 1_000, 2_000].map(workloads => {
      const engine = world(workloads);
      const plans = pairs.map(pair => piecesOf(engine, pair));
      const sums = plans
        .map(pieces => pieces.reduce((sum, one) => sum + one, 0))
        .sort((x, y) => x - y);
      const longest = plans
        .map(pieces => Math.max(...pieces))
        .sort((x, y) => x - y);
      return `${`${workloads} workloads`.padEnd(26)}      ${round(
        at(sums, 0.5),
      )} ${round(at(sums, 1))}                ${round(
        at(longest, 0.5),
      )} ${round(at(longest, 1))} ${round(plans[0].length)}\n`;
    }),
  ].join(''),
);

import fc from 'fast-check';
import { parseCidr, rangeContains } from '../cidr';
import { judgeNaively } from '../reference/judgeNaively';
import { ManifestCluster } from '../reference/manifests';
import { outsideAddresses } from '../testing/arbitraries';
import { checkProperty, runsOf } from '../testing/checkProperty';
import {
  Pair,
  Point,
  engineOfManifests,
  pairsOf,
  somePoint,
} from '../testing/oracleQuestions';
import { someCluster } from '../testing/randomCluster';
import { Workload } from '../snapshot/Workload';
import { Outcome, strictest } from '../vocabulary';
import { Engine } from './Engine';
import { Permission } from './Permission';

const clusterAndPoints = fc.record({
  cluster: someCluster,
  points: fc.uniqueArray(somePoint, {
    minLength: 1,
    maxLength: 3,
    selector: ({ protocol, port }) => `${protocol} ${port}`,
  }),
});

/** The row about a point; none is a refusal that is not worth one. */
function rowAt(
  rows: readonly Permission[],
  { protocol, port }: Point,
  isPeer: (peer: Permission['peer']) => boolean,
): Permission | undefined {
  const found = rows.filter(
    ({ peer, traffic }) =>
      isPeer(peer) &&
      traffic.protocol === protocol &&
      traffic.ports.some(({ first, last }) => first <= port && port <= last),
  );
  if (found.length > 1) throw new Error('two rows speak of the same point');
  return found[0];
}

const isWorkload = (key: string) => (peer: Permission['peer']) =>
  peer.type === 'workload' && peer.key === key;

const isAddress = (address: string) => (peer: Permission['peer']) =>
  peer.type === 'addresses' &&
  peer.cidrs.some(cidr => rangeContains(parseCidr(cidr)!, parseCidr(address)!));

const podsOf = ({ namespace, pods }: Workload) =>
  pods.map(pod => `${namespace}/${pod.name}`);

/** The worst that the oracle says between any two different ends. */
function worst(
  cluster: ManifestCluster,
  pairs: readonly Pair[],
  point: Point,
): Outcome {
  const different = pairs.filter(({ from, to }) => from !== to);
  return strictest(
    different.flatMap(pair => {
      const { egress, ingress } = judgeNaively(cluster, { ...pair, ...point });
      return [egress.outcome, ingress.outcome];
    }),
  );
}

/** All pairs between two groups of ends, if each of them can speak. */
function between(
  possible: ReadonlySet<string>,
  from: readonly string[],
  to: readonly string[],
): readonly Pair[] | undefined {
  const pairs = from.flatMap(f => to.map(t => ({ from: f, to: t })));
  return pairs.every(p => possible.has(`${p.from} ${p.to}`))
    ? pairs
    : undefined;
}

function possiblePairs(cluster: ManifestCluster): ReadonlySet<string> {
  return new Set(pairsOf(cluster).map(({ from, to }) => `${from} ${to}`));
}

/** What a row says, whichever end it is seen from. */
function meaning(row: Permission | undefined) {
  if (!row) return undefined;
  const { peer, ...rest } = row;
  return JSON.stringify({ ...rest, traffic: rest.traffic.protocol });
}

describe('the permissions of random clusters', () => {
  it('say of every pair of workloads what the oracle says', () => {
    checkProperty(
      clusterAndPoints,
      ({ cluster, points }) => {
        const engine = engineOfManifests(cluster);
        const possible = possiblePairs(cluster);
        for (const [client, server] of pairsIn(engine)) {
          const pairs = between(possible, podsOf(client), podsOf(server));
          if (!pairs) continue;
          const rows = engine.permissions(client.key, 'egress');
          for (const point of points) {
            const row = rowAt(rows, point, isWorkload(server.key));
            const oracle = worst(cluster, pairs, point);
            const said = row?.outcome ?? 'deny';
            if (said !== oracle) {
              return { from: client.key, to: server.key, point, oracle, row };
            }
          }
        }
        return undefined;
      },
      options,
    );
  });

  it('are the same seen from the caller and from the callee', () => {
    checkProperty(
      clusterAndPoints,
      ({ cluster, points }) => {
        const engine = engineOfManifests(cluster);
        for (const [client, server] of pairsIn(engine)) {
          const outbound = engine.permissions(client.key, 'egress');
          const inbound = engine.permissions(server.key, 'ingress');
          for (const point of points) {
            const out = rowAt(outbound, point, isWorkload(server.key));
            const into = rowAt(inbound, point, isWorkload(client.key));
            if (meaning(out) !== meaning(into)) return { point, out, into };
          }
        }
        return undefined;
      },
      options,
    );
  });

  it('say of outside addresses what the oracle says', () => {
    checkProperty(
      clusterAndPoints,
      ({ cluster, points }) => {
        const engine = engineOfManifests(cluster);
        const possible = possiblePairs(cluster);
        for (const workload of engine.snapshot.workloads) {
          const pods = podsOf(workload);
          for (const address of outsideAddresses) {
            for (const direction of ['ingress', 'egress'] as const) {
              const pairs =
                direction === 'ingress'
                  ? between(possible, [address], pods)
                  : between(possible, pods, [address]);
              if (!pairs) continue;
              const rows = engine.permissions(workload.key, direction);
              for (const point of points) {
                const row = rowAt(rows, point, isAddress(address));
                const oracle = worst(cluster, pairs, point);
                const said = row?.outcome ?? 'deny';
                if (said !== oracle) {
                  const { key } = workload;
                  return { key, direction, address, point, oracle, row };
                }
              }
            }
          }
        }
        return undefined;
      },
      options,
    );
  });

  it('agree with single questions about whole workloads', () => {
    checkProperty(
      clusterAndPoints,
      ({ cluster, points }) => {
        const engine = engineOfManifests(cluster);
        const { workloads } = engine.snapshot;
        for (const [{ ref: from }, { ref: to }] of pairsIn(engine)) {
          const variants = (ref: typeof from) =>
            workloads.filter(
              w =>
                w.namespace === ref.namespace &&
                w.ref.kind === ref.kind &&
                w.ref.name === ref.name,
            );
          for (const point of points) {
            const verdict = engine.judge({
              from: { type: 'workload', ref: from },
              to: { type: 'workload', ref: to },
              ...point,
              http: null,
            });
            const rows = variants(from).flatMap(client =>
              variants(to).map(
                server =>
                  rowAt(
                    engine.permissions(client.key, 'egress'),
                    point,
                    isWorkload(server.key),
                  )?.outcome ?? 'deny',
              ),
            );
            if (verdict.outcome !== strictest(rows)) {
              return { from, to, point, rows, verdict };
            }
          }
        }
        return undefined;
      },
      options,
    );
  });
});

const options = { runs: runsOf(100), regressions: 'evaluate/regressions' };

function pairsIn(engine: Engine): readonly (readonly [Workload, Workload])[] {
  const { workloads } = engine.snapshot;
  return workloads.flatMap(from => workloads.map(to => [from, to] as const));
}

import { compile } from '../../evaluate/compile';
import { Engine } from '../../evaluate/Engine';
import { FactOverrides } from '../../snapshot/Facts';
import { RawObject } from '../../snapshot/KubernetesObject';
import { SnapshotBuilder } from '../../snapshot/SnapshotBuilder';
import { Change, changes } from './changes';
import { Took, measure, retained } from './measure';

/** What is measured of one cluster. */
export interface BenchRow {
  readonly workloads: number;
  readonly policies: number;
  /** Objects → snapshot → engine, with nothing known before. */
  readonly cold: Took;
  /** Everything that any workload may call, from an engine just compiled. */
  readonly allPairs: Took;
  /** Who may call one workload, once another one was asked about. */
  readonly inbound: Took;
  /** One change of each kind, until a verdict from the new engine is there. */
  readonly changes: Readonly<Partial<Record<keyof typeof changes, Took>>>;
  /** Objects parsed and compiled, without the raw objects. */
  readonly megabytes: number;
}

/** Changes of objects that only a cluster with a mesh has. */
const ofTheMesh: ReadonlySet<string> = new Set<keyof typeof changes>([
  'authorizationPolicy',
  'peerAuthentication',
  'destinationRule',
]);

const usual: FactOverrides = { cni: 'other', ipBlockMatchesPods: true };

export function benchRow(
  objects: readonly RawObject[],
  facts: FactOverrides = usual,
): BenchRow {
  const cold = () => buildWith(new SnapshotBuilder(), objects, facts);
  const { megabytes, result } = retained(cold);
  const { workloads } = result.snapshot;
  const asked = workloads[Math.floor(workloads.length / 2)].key;
  const tries = workloads.length > 1000 ? 3 : 5;
  const isMesh = objects.some(({ kind }) => kind === 'AuthorizationPolicy');
  const isThere = (name: string) =>
    (isMesh || !ofTheMesh.has(name)) &&
    (name !== 'ciliumPolicy' || facts.cni === 'cilium');
  return {
    workloads: workloads.length,
    policies: objects.filter(({ kind }) => kind.endsWith('Policy')).length,
    cold: measure(tries, () => undefined, cold),
    allPairs: measure(tries, cold, engine =>
      engine.snapshot.workloads.map(w => engine.openings(w.key, 'egress')),
    ),
    inbound: measure(
      tries,
      () => {
        const engine = cold();
        engine.permissions(workloads[0].key, 'ingress');
        return engine;
      },
      engine => engine.permissions(asked, 'ingress'),
    ),
    changes: Object.fromEntries(
      Object.entries(changes).flatMap(([name, change]) =>
        isThere(name) ? [[name, measureChange(objects, facts, change)]] : [],
      ),
    ),
    megabytes,
  };
}

function buildWith(
  builder: SnapshotBuilder,
  objects: readonly RawObject[],
  facts: FactOverrides,
  previous?: Engine,
): Engine {
  const snapshot = builder.build({ cluster: '', objects, facts });
  return compile(snapshot, previous);
}

/** Changes one object again and again, each time another one of its kind. */
function measureChange(
  start: readonly RawObject[],
  facts: FactOverrides,
  change: Change,
): Took {
  const builder = new SnapshotBuilder();
  let objects = start;
  let engine = buildWith(builder, objects, facts);
  ask(engine);
  let turn = 0;
  return measure(
    engine.snapshot.workloads.length > 1000 ? 7 : 20,
    () => {
      turn += 1;
      objects = change(objects, turn);
    },
    () => {
      engine = buildWith(builder, objects, facts, engine);
      return ask(engine);
    },
  );
}

/** One verdict: the change has arrived when it is there. */
function ask({ snapshot: { workloads }, judge }: Engine) {
  const [from, to] = [workloads[0].ref, workloads[1].ref];
  return judge({
    from: { type: 'workload', ref: from },
    to: { type: 'workload', ref: to },
    protocol: 'TCP',
    port: 8080,
  });
}

import { compile } from '../../evaluate/compile';
import { Engine } from '../../evaluate/Engine';
import { RawObject } from '../../snapshot/KubernetesObject';
import { SnapshotBuilder } from '../../snapshot/SnapshotBuilder';
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
  /** A NetworkPolicy changes, until who may call a workload is known again. */
  readonly networkChange: Took;
  /** The same for an AuthorizationPolicy, where there is a mesh. */
  readonly meshChange?: Took;
  /** A pod gets another address, until the same is known. */
  readonly podChange: Took;
  /** Objects parsed and compiled, without the raw objects. */
  readonly megabytes: number;
}

const facts = { cni: 'other', ipBlockMatchesPods: true } as const;

export function benchRow(objects: readonly RawObject[]): BenchRow {
  const cold = () => buildWith(new SnapshotBuilder(), objects);
  const { megabytes, result } = retained(cold);
  const { workloads } = result.snapshot;
  const asked = workloads[Math.floor(workloads.length / 2)].key;
  const tries = workloads.length > 1000 ? 3 : 5;
  const change = (kind: string) => measureChange(objects, kind, asked);
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
    networkChange: change('NetworkPolicy'),
    ...(objects.some(({ kind }) => kind === 'AuthorizationPolicy') && {
      meshChange: change('AuthorizationPolicy'),
    }),
    podChange: change('Pod'),
    megabytes,
  };
}

function buildWith(
  builder: SnapshotBuilder,
  objects: readonly RawObject[],
  previous?: Engine,
): Engine {
  const snapshot = builder.build({ cluster: '', objects, facts });
  return compile(snapshot, previous);
}

/** Changes one object again and again, each time another one of its kind. */
function measureChange(
  start: readonly RawObject[],
  kind: string,
  asked: string,
): Took {
  const places = start.flatMap((object, at) =>
    object.kind === kind ? [at] : [],
  );
  const builder = new SnapshotBuilder();
  let objects = start;
  let engine = buildWith(builder, objects);
  engine.permissions(asked, 'ingress');
  let turn = 0;
  return measure(
    20,
    () => {
      turn += 1;
      const at = places[(turn * 7919) % places.length];
      objects = objects.with(at, changed(objects[at], turn));
    },
    () => {
      engine = buildWith(builder, objects, engine);
      return engine.permissions(asked, 'ingress');
    },
  );
}

/** A policy that lets nobody in any more, or a pod somewhere else. */
function changed(object: RawObject, turn: number): RawObject {
  switch (object.kind) {
    case 'NetworkPolicy':
      return { ...object, spec: { podSelector: {}, ingress: [] } };
    case 'AuthorizationPolicy':
      return { ...object, spec: { action: 'ALLOW' } };
    default: {
      const ip = `10.200.${turn}.1`;
      const status = { phase: 'Running', podIP: ip, podIPs: [{ ip }] };
      return { ...object, status };
    }
  }
}

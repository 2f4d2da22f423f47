import fc from 'fast-check';
import { parse } from 'yaml';
import { aPod } from '../testing/builders';
import { checkProperty, runsOf } from '../testing/checkProperty';
import { everyKind } from '../testing/everyKind';
import { afterStep, someLife } from '../testing/randomChanges';
import { someCluster } from '../testing/randomCluster';
import { buildSnapshot } from './buildSnapshot';
import { kinds } from './kinds';
import { RawObject } from './KubernetesObject';
import { ParsedKinds } from './parsedKinds';
import { parsers } from './parsers';
import { Snapshot } from './Snapshot';
import { SnapshotBuilder } from './SnapshotBuilder';

/** Everything that a snapshot says, but for the numbers of its workloads. */
function contentsOf(snapshot: Snapshot): string {
  const { objects, gapsOf, namespaces, workloads, ids, ...rest } = snapshot;
  const keys = Object.keys(parsers) as (keyof ParsedKinds)[];
  return JSON.stringify({
    ...rest,
    workloads: workloads.map(({ id, ...said }, place) => ({
      ...said,
      isFound: ids.at(id).key === said.key && ids.placeOf(id) === place,
      isBelow: id < ids.size,
    })),
    namespaces: [...namespaces],
    objects: keys.map(key => [key, objects(key)]),
    gaps: kinds.map(({ key }) => [key, gapsOf(key)]),
  });
}

const malformed: RawObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'x', name: 'np0' },
  spec: { podSelector: 7 },
};

describe('a snapshot builder', () => {
  it('builds after any change what a new one would build', () => {
    checkProperty(
      fc.record({ start: someCluster, pool: someCluster, life: someLife }),
      ({ start, pool, life }) => {
        const builder = new SnapshotBuilder();
        const others = [...pool.objects, ...everyKind, malformed];
        let objects: readonly object[] = start.objects;
        const build = () => ({ cluster: '', objects, parseYaml: parse });
        builder.build(build());
        for (const steps of life) {
          for (const step of steps) objects = afterStep(objects, others, step);
          const changed = contentsOf(builder.build(build()));
          const fresh = contentsOf(buildSnapshot(build()));
          if (changed !== fresh) return { steps, changed, fresh };
        }
        return undefined;
      },
      { runs: runsOf(200), regressions: 'snapshot/regressions' },
    );
  });

  const policy = (name: string, key = 'app'): RawObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'x', name },
    spec: { podSelector: { matchLabels: { [key]: 'a' } } },
  });
  const pod: RawObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'x', name: 'p', labels: { app: 'a' } },
    spec: { containers: [] },
  };
  const build = (builder: SnapshotBuilder, ...objects: readonly unknown[]) =>
    builder.build({ cluster: '', objects });

  it('keeps what a change does not touch', () => {
    const builder = new SnapshotBuilder();
    const before = build(builder, pod, policy('one'));
    const after = build(builder, pod, policy('one'), policy('two'));
    expect(after.workloads).toBe(before.workloads);
    expect(after.namespaces).toBe(before.namespaces);
    expect(after.facts).toBe(before.facts);
    expect(after.objects('NetworkPolicy')).toHaveLength(2);
  });

  const replica = (name: string, tier: string) =>
    aPod({
      name,
      namespace: 'x',
      labels: { app: 'a', tier },
      owner: 'ReplicaSet/r',
    });

  it('splits a workload when a selector reads what its pods differ on', () => {
    const builder = new SnapshotBuilder();
    const pods = [replica('p', 'one'), replica('q', 'two')];
    const keysOf = (snapshot: Snapshot) => snapshot.workloads.map(w => w.key);
    const whole = ['x/ReplicaSet/r'];
    expect(keysOf(build(builder, ...pods, policy('one')))).toEqual(whole);
    expect(keysOf(build(builder, ...pods, policy('one', 'tier')))).toEqual([
      'x/ReplicaSet/r[tier=one]',
      'x/ReplicaSet/r[tier=two]',
    ]);
    expect(keysOf(build(builder, ...pods, policy('one')))).toEqual(whole);
  });

  it('keeps the ids of workloads that selectors see as before', () => {
    const builder = new SnapshotBuilder();
    const before = build(builder, replica('r0', 'one'), pod);
    const moved = { ...pod, status: { podIP: '10.0.0.9' } };
    const first = aPod({ name: 'a', namespace: 'a' });
    const after = build(builder, first, replica('r0', 'two'), moved);
    const idOf = ({ workloads }: Snapshot, key: string) =>
      workloads.find(w => w.key === key)?.id;
    expect(idOf(after, 'x/Pod/p')).toBe(idOf(before, 'x/Pod/p'));
    expect(idOf(after, 'x/ReplicaSet/r')).not.toBe(
      idOf(before, 'x/ReplicaSet/r'),
    );
    expect(after.ids.space).toBe(before.ids.space);
  });

  it('numbers all workloads anew when it runs out of ids', () => {
    const builder = new SnapshotBuilder();
    const spaces = Array.from({ length: 200 }, (_, i) => {
      const { workloads, ids } = build(builder, pod, replica(`p${i}`, `${i}`));
      expect(workloads.map(({ id }) => ids.at(id))).toEqual(workloads);
      return ids.space;
    });
    expect(new Set(spaces).size).toBeGreaterThan(1);
  });

  it('counts the last of two objects with one name, and the other when it goes', () => {
    const builder = new SnapshotBuilder();
    const [first, second] = [policy('one', 'first'), policy('one', 'second')];
    const keyOf = (snapshot: Snapshot) =>
      snapshot.objects('NetworkPolicy')[0].podSelector.requirements[0].key;
    build(builder, first);
    expect(keyOf(build(builder, first, second))).toBe('second');
    expect(keyOf(build(builder, second, first))).toBe('first');
    expect(keyOf(build(builder, second))).toBe('second');
    expect(build(builder).objects('NetworkPolicy')).toEqual([]);
  });

  it('forgets what was no object when it goes', () => {
    const builder = new SnapshotBuilder();
    expect(build(builder, pod, 'nonsense').gaps).toHaveLength(1);
    expect(build(builder, pod, 'nonsense', policy('one')).gaps).toHaveLength(1);
    expect(build(builder, pod).gaps).toEqual([]);
  });

  it('opens lists that come and go', () => {
    const builder = new SnapshotBuilder();
    const list = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicyList',
      items: [policy('one'), policy('two')],
    };
    build(builder, pod);
    expect(build(builder, pod, list).objects('NetworkPolicy')).toHaveLength(2);
    expect(build(builder, pod).objects('NetworkPolicy')).toEqual([]);
  });
});

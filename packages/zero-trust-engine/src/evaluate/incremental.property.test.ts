import fc from 'fast-check';
import { parse } from 'yaml';
import { Connection } from '../Connection';
import { FactOverrides } from '../snapshot/Facts';
import { SnapshotBuilder } from '../snapshot/SnapshotBuilder';
import { buildSnapshot } from '../snapshot/buildSnapshot';
import { checkProperty, runsOf } from '../testing/checkProperty';
import { everyKind } from '../testing/everyKind';
import { Step, afterStep, someLife } from '../testing/randomChanges';
import { someCluster } from '../testing/randomCluster';
import { istiodOf, someMesh } from '../testing/mesh/someMesh';
import { compile } from './compile';
import { Engine } from './Engine';

/** Ends that are found by name or address, and not among the workloads. */
const elsewhere: readonly Connection['to'][] = [
  { type: 'address', address: '10.0.0.1' },
  { type: 'address', address: '10.96.0.7' },
  { type: 'address', address: '192.168.0.1' },
  { type: 'fqdn', name: 'api.example.com' },
  { type: 'reserved', peer: 'host' },
  ...['x', 'y', 'a', 'b'].map(
    namespace => ({ type: 'service', namespace, name: 's' } as const),
  ),
  ...['a', 'b'].map(
    namespace => ({ type: 'service', namespace, name: 's0' } as const),
  ),
];

function judged(engine: Engine, connection: Connection): unknown {
  try {
    return engine.judge(connection);
  } catch (error) {
    return `${error}`;
  }
}

/** Everything that two engines can be asked and have to agree on. */
function answersOf(engine: Engine): string {
  return JSON.stringify(
    engine.snapshot.workloads.map(({ key, ref }) => [
      (['ingress', 'egress'] as const).map(direction => [
        key,
        engine.isolation(key, direction),
        engine.openings(key, direction),
        engine.permissions(key, direction),
      ]),
      elsewhere.map(to =>
        judged(engine, {
          from: { type: 'workload', ref },
          to,
          protocol: 'TCP',
          port: 80,
        }),
      ),
    ]),
  );
}

const facts: readonly FactOverrides[] = [
  { cni: 'other', ipBlockMatchesPods: true, istio: { installed: false } },
  { cni: 'other', ipBlockMatchesPods: 'unknown', istio: { installed: true } },
  { cni: 'cilium', istio: { installed: true } },
  { cni: 'cilium', istio: { installed: false } },
  { cni: 'unknown' },
  {},
];

interface Life {
  readonly start: readonly object[];
  readonly pool: readonly object[];
  readonly life: readonly (readonly Step[])[];
  readonly facts: FactOverrides;
}

/** The first steps after which an engine is not what a new one would be. */
function differs({ start, pool, life, facts: stated }: Life) {
  const builder = new SnapshotBuilder();
  let objects = start;
  const input = () => ({
    cluster: '',
    objects,
    facts: stated,
    parseYaml: parse,
  });
  const first = compile(builder.build(input()));
  const before = answersOf(first);
  let engine = first;
  for (const steps of life) {
    for (const step of steps) objects = afterStep(objects, pool, step);
    engine = compile(builder.build(input()), engine);
    const fresh = compile(buildSnapshot(input()));
    if (answersOf(engine) !== answersOf(fresh)) return { steps };
  }
  // An engine that others came from says what it said, and so does its twin.
  const twin = compile(first.snapshot, first);
  return answersOf(twin) === before ? undefined : { of: 'the first engine' };
}

describe('compiling again after changes', () => {
  it('gives the engine that compiling from nothing gives', () => {
    checkProperty(
      fc.record({
        start: someCluster,
        pool: someCluster,
        life: someLife,
        facts: fc.constantFrom(...facts),
      }),
      ({ start, pool, ...rest }) =>
        differs({
          ...rest,
          start: start.objects,
          pool: [...pool.objects, ...everyKind],
        }),
      { runs: runsOf(12, 2400), regressions: 'evaluate/regressions' },
    );
  });

  it('does so in a mesh', () => {
    checkProperty(
      fc.record({
        start: someMesh,
        pool: someMesh,
        life: someLife,
        facts: fc.constantFrom<FactOverrides>(
          { cni: 'other', ipBlockMatchesPods: true },
          { cni: 'cilium' },
          {},
        ),
      }),
      ({ start, pool, ...rest }) =>
        differs({
          ...rest,
          start: [...istiodOf(start.settings), ...start.objects],
          pool: [...pool.objects, ...istiodOf(pool.settings), ...everyKind],
        }),
      { runs: runsOf(8, 1200), regressions: 'evaluate/regressions' },
    );
  });

  it('does so in a cluster that begins with every kind of object', () => {
    checkProperty(
      fc.record({
        more: someCluster,
        life: someLife,
        facts: fc.constantFrom(...facts),
      }),
      ({ more, ...rest }) =>
        differs({
          ...rest,
          start: [...more.objects.slice(0, 6), ...everyKind],
          pool: [...everyKind, ...more.objects],
        }),
      { runs: runsOf(6, 800), regressions: 'evaluate/regressions' },
    );
  });
});

import fc from 'fast-check';
import { parse } from 'yaml';
import { RawObject } from '../snapshot/KubernetesObject';
import { SnapshotBuilder } from '../snapshot/SnapshotBuilder';
import { buildSnapshot } from '../snapshot/buildSnapshot';
import { aPolicy } from '../testing/builders';
import { checkProperty, runsOf } from '../testing/checkProperty';
import { afterStep, someLife } from '../testing/randomChanges';
import { someCluster } from '../testing/randomCluster';
import { compile } from './compile';
import { Engine } from './Engine';

/** Everything that two engines can be asked and have to agree on. */
function answersOf(engine: Engine): string {
  return JSON.stringify(
    engine.snapshot.workloads.map(({ key }) =>
      (['ingress', 'egress'] as const).map(direction => [
        key,
        engine.isolation(key, direction),
        engine.openings(key, direction),
        engine.permissions(key, direction),
      ]),
    ),
  );
}

/** Objects of the layers above the network. */
const meshObjects: readonly RawObject[] = [
  aPolicy(
    'PeerAuthentication',
    { name: 'strict', namespace: 'x' },
    {
      mtls: { mode: 'STRICT' },
    },
  ),
  aPolicy('AuthorizationPolicy', { name: 'nobody', namespace: 'x' }, {}),
  aPolicy(
    'AuthorizationPolicy',
    { name: 'some', namespace: 'y' },
    {
      rules: [{ from: [{ source: { namespaces: ['x'] } }] }],
    },
  ),
];

const facts = [
  { cni: 'other', ipBlockMatchesPods: true, istio: { installed: false } },
  { cni: 'other', ipBlockMatchesPods: 'unknown', istio: { installed: true } },
  { cni: 'cilium', istio: { installed: true } },
  { cni: 'unknown' },
  {},
] as const;

describe('compiling again after changes', () => {
  it('gives the engine that compiling from nothing gives', () => {
    checkProperty(
      fc.record({
        start: someCluster,
        pool: someCluster,
        life: someLife,
        facts: fc.constantFrom(...facts),
      }),
      ({ start, pool, life, facts: stated }) => {
        const builder = new SnapshotBuilder();
        const others: readonly object[] = [...pool.objects, ...meshObjects];
        let objects: readonly object[] = start.objects;
        const input = () => ({
          cluster: '',
          objects,
          facts: stated,
          parseYaml: parse,
        });
        let engine = compile(builder.build(input()));
        for (const steps of life) {
          // Answers that were given before must not be taken over.
          answersOf(engine);
          for (const step of steps) objects = afterStep(objects, others, step);
          engine = compile(builder.build(input()), engine);
          const fresh = compile(buildSnapshot(input()));
          if (answersOf(engine) !== answersOf(fresh)) return { steps };
        }
        return undefined;
      },
      { runs: runsOf(60), regressions: 'evaluate/regressions' },
    );
  });
});

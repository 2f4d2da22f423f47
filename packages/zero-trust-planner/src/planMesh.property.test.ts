import { RawObject } from '@ztn/zero-trust-engine';
import fc from 'fast-check';
import {
  MeshManifests,
  MeshPod,
} from '../../zero-trust-engine/src/reference/mesh/manifests';
import {
  checkProperty,
  runsOf,
} from '../../zero-trust-engine/src/testing/checkProperty';
import { engineOfMesh } from '../../zero-trust-engine/src/testing/mesh/meshQuestions';
import { someMesh } from '../../zero-trust-engine/src/testing/mesh/someMesh';
import { samplePath } from './goal/paths';
import { faultOf, isAskedPath } from './testing/oneByOne';
import { someTidyMesh } from './testing/someTidyMesh';
import { somePath, someRules } from './testing/someRules';
import { aPolicy, engineOver, meshFacts } from './testing/world';

/** Labels of random pods collide on purpose; here each pod has its own too. */
function withOwnLabels({ objects, ...mesh }: MeshManifests): MeshManifests {
  return {
    ...mesh,
    objects: objects.map(object => {
      if (!isPod(object)) return object;
      const { metadata } = object;
      const labels = { ...metadata.labels, own: metadata.name };
      return { ...object, metadata: { ...metadata, labels } };
    }),
  };
}

function isPod(object: MeshManifests['objects'][number]): object is MeshPod {
  return object.kind === 'Pod';
}

/** Namespaces in which nobody is let in by the mesh or the network at first. */
const someLocks = fc.record({
  mesh: fc.subarray(['a', 'b', 'c']),
  network: fc.subarray(['a', 'b', 'c'], { maxLength: 1 }),
});

describe('plans for a mesh', () => {
  it(
    'G22 open what is asked for and change no other edge',
    () => {
      const outcomes = new Map<string, number>();
      const count = (word: string) =>
        outcomes.set(word, (outcomes.get(word) ?? 0) + 1);
      checkProperty(
        fc.record({
          mesh: someMesh.map(withOwnLabels),
          locks: someLocks,
          rules: someRules,
        }),
        ({ mesh, locks, rules }) => {
          const locked = [
            ...locks.mesh.map(namespace =>
              aPolicy('AuthorizationPolicy', { name: 'nobody', namespace }, {}),
            ),
            ...locks.network.map(namespace =>
              aPolicy(
                'NetworkPolicy',
                { name: 'nobody', namespace },
                { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
              ),
            ),
          ];
          const engineWith = (added: readonly RawObject[]) =>
            engineOfMesh({
              ...mesh,
              objects: [...mesh.objects, ...locked, ...added],
            } as MeshManifests);
          return faultOf(engineWith, rules, (outcome, plan) => {
            count(outcome);
            plan.findings
              .filter(({ level }) => level === 'block')
              .forEach(({ id }) => count(id));
            plan.objects.forEach(({ point }) => count(`${outcome} ${point}`));
          });
        },
        { runs: runsOf(12, 800), regressions: 'planner' },
      );
      expect(outcomes.get('already_allowed')).toBeGreaterThan(0);
    },
    15 * 60_000,
  );

  it(
    'G22 open what is asked for where everybody has a proxy and closed doors',
    () => {
      const outcomes = new Map<string, number>();
      const count = (word: string) =>
        outcomes.set(word, (outcomes.get(word) ?? 0) + 1);
      checkProperty(
        fc.record({ objects: someTidyMesh, rules: someRules }),
        ({ objects, rules }) =>
          faultOf(
            added => engineOver([...objects, ...added], meshFacts),
            rules,
            (outcome, plan) => {
              count(outcome);
              plan.findings
                .filter(({ level }) => level === 'block')
                .forEach(({ id }) => count(id));
              plan.objects.forEach(({ point }) => count(`${outcome} ${point}`));
            },
          ),
        { runs: runsOf(20, 800), regressions: 'planner' },
      );
      expect(outcomes.get('change')).toBeGreaterThan(0);
    },
    15 * 60_000,
  );
});

it('samples a path that is meant', () => {
  fc.assert(
    fc.property(somePath, path =>
      expect(isAskedPath(path, samplePath(path))).toBe(true),
    ),
  );
});

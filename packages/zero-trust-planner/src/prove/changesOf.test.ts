import { diffClusters } from '@ztn/zero-trust-engine';
import fc from 'fast-check';
import {
  checkProperty,
  runsOf,
} from '../../../zero-trust-engine/src/testing/checkProperty';
import { canonicalJson } from '../canonicalJson';
import { someTidyMesh } from '../testing/someTidyMesh';
import { engineOver, meshFacts } from '../testing/world';
import { finish } from '../steps';
import { changedEngine } from './changedEngine';
import { changesOf } from './changesOf';

const policyKinds = ['AuthorizationPolicy', 'NetworkPolicy'];

describe('changesOf', () => {
  it('tells what comparing everything tells, for any policies that come', () => {
    let changed = 0;
    checkProperty(
      fc.record({ objects: someTidyMesh, at: fc.nat(20) }),
      ({ objects, at }) => {
        const policies = objects.filter(({ kind }) =>
          policyKinds.includes(kind),
        );
        if (policies.length === 0) return undefined;
        const added = policies.filter(
          (_policy, index) => index % 2 === at % 2 || index === at,
        );
        const before = engineOver(
          objects.filter(object => !added.includes(object)),
          meshFacts,
        );
        const after = changedEngine(before, added);
        const sorted = (changes: readonly object[]) =>
          changes.map(canonicalJson).sort();
        const some = sorted(finish(changesOf(before, after, added)));
        const all = sorted(diffClusters(before, after));
        changed += all.length;
        return canonicalJson(some) === canonicalJson(all)
          ? undefined
          : { some, all };
      },
      { runs: runsOf(30, 600), regressions: 'planner' },
    );
    expect(changed).toBeGreaterThan(0);
  }, 300_000);
});

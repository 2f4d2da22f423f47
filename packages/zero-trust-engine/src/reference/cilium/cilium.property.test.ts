import fc from 'fast-check';
import { checkProperty, runsOf } from '../../testing/checkProperty';
import {
  ciliumDifferenceAt,
  behindNames as behind,
  ciliumPairsOf,
  someCiliumPoint,
} from '../../testing/cilium/ciliumQuestions';
import { someCiliumCluster } from '../../testing/cilium/randomCluster';
import { Outcome } from '../../vocabulary';
import { judgeCiliumNaively } from './judgeCiliumNaively';

/** Enough to see how answers are spread. */
const isSampled = (_pair: unknown, index: number) => index % 6 === 0;

describe('the network layer under Cilium against the oracle', () => {
  it(
    'agrees between all ends of random clusters',
    () => {
      const answers = new Map<Outcome, number>();
      checkProperty(
        fc.record({
          cluster: someCiliumCluster,
          points: fc.uniqueArray(someCiliumPoint, {
            minLength: 1,
            maxLength: 3,
            selector: ({ protocol, port }) => `${protocol} ${port}`,
          }),
        }),
        ({ cluster, points }) => {
          const difference = ciliumDifferenceAt(cluster);
          for (const pair of ciliumPairsOf(cluster)) {
            for (const point of points) {
              const found = difference({ ...pair, ...point });
              if (found) return found;
            }
          }
          for (const { from, to } of ciliumPairsOf(cluster).filter(isSampled)) {
            for (const point of points) {
              const question = { from, to, ...point };
              const { egress } = judgeCiliumNaively(cluster, question, behind);
              answers.set(egress, (answers.get(egress) ?? 0) + 1);
            }
          }
          return undefined;
        },
        { runs: runsOf(500), regressions: 'reference/cilium/regressions' },
      );
      // Clusters in which nearly everything has one answer would prove little.
      const seen = (outcome: Outcome) => answers.get(outcome) ?? 0;
      expect(Math.min(seen('allow'), seen('deny'))).toBeGreaterThan(1000);
      expect(seen('conditional') + seen('unknown')).toBeGreaterThan(20);
    },
    60 * 60_000,
  );
});

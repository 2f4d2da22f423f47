import fc from 'fast-check';
import { checkProperty, runsOf } from '../testing/checkProperty';
import { differenceAt, pairsOf, somePoint } from '../testing/oracleQuestions';
import { someCluster } from '../testing/randomCluster';

describe('the network layer against the oracle', () => {
  it(
    'agrees between all ends of random clusters',
    () => {
      let compared = 0;
      checkProperty(
        fc.record({
          cluster: someCluster,
          points: fc.uniqueArray(somePoint, {
            minLength: 1,
            maxLength: 4,
            selector: ({ protocol, port }) => `${protocol} ${port}`,
          }),
        }),
        ({ cluster, points }) => {
          const difference = differenceAt(cluster);
          for (const pair of pairsOf(cluster)) {
            for (const point of points) {
              compared += 1;
              const found = difference({ ...pair, ...point });
              if (found) return found;
            }
          }
          return undefined;
        },
        { runs: runsOf(500), regressions: 'reference/regressions' },
      );
      expect(compared).toBeGreaterThan(50_000);
    },
    30 * 60_000,
  );
});

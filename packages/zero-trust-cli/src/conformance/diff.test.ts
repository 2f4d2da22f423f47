import { join } from 'node:path';
import { runZtn } from '../__testUtils__/runZtn';
import { withData } from '../__testUtils__/sharedData';
import { casesOf, expectedLines, linesOf } from './__testUtils__/AnalyzerCase';

describe("netpol-analyzer's differences", () => {
  withData('netpol-analyzer', it.todo, folder => {
    const cases = casesOf(folder, 'diff');
    let compared = 0;

    it.each(cases.map(c => [c.id, c.name, c] as const))(
      'are ours for %s, %s',
      async (_id, _name, c) => {
        const { out } = await runZtn([
          'diff',
          '--before',
          join(folder, c.inputDir),
          '--after',
          join(folder, c.inputDir2 ?? ''),
          '-o',
          c.expectedFile.endsWith('.csv') ? 'connlist-csv' : 'connlist',
        ]);
        expect(linesOf(out)).toEqual(expectedLines(folder, c));
        compared += 1;
      },
    );

    afterAll(() => {
      // eslint-disable-next-line no-console
      console.info(
        `netpol-analyzer diff: ${compared} of ${cases.length} cases agree`,
      );
    });
  });
});

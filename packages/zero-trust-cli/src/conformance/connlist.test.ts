import { join } from 'node:path';
import { runZtn } from '../__testUtils__/runZtn';
import { withData } from '../__testUtils__/sharedData';
import {
  casesOf,
  expectedLines,
  focusOptions,
  linesOf,
} from './__testUtils__/AnalyzerCase';

describe("netpol-analyzer's connection lists", () => {
  withData('netpol-analyzer', it.todo, folder => {
    const cases = casesOf(folder, 'connlist');
    let compared = 0;

    it.each(cases.map(c => [c.id, c.name, c] as const))(
      'are ours for %s, %s',
      async (_id, _name, c) => {
        const { out } = await runZtn([
          'list',
          '-f',
          join(folder, c.inputDir),
          ...focusOptions(folder, c),
          '-o',
          'connlist',
        ]);
        expect(linesOf(out)).toEqual(expectedLines(folder, c));
        compared += 1;
      },
    );

    afterAll(() => {
      // eslint-disable-next-line no-console
      console.info(
        `netpol-analyzer connlist: ${compared} of ${cases.length} cases agree`,
      );
    });
  });
});

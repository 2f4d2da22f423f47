import { join } from 'node:path';
import { runZtn } from '../__testUtils__/runZtn';
import { withData } from '../__testUtils__/sharedData';
import {
  AnalyzerCase,
  casesOf,
  expectedLines,
  focusOptions,
  linesOf,
} from './__testUtils__/AnalyzerCase';
import { differsOnPurpose } from './differsOnPurpose';

describe("netpol-analyzer's connection lists", () => {
  withData('netpol-analyzer', it.todo, folder => {
    const cases = casesOf(folder, 'connlist');
    const ours = async (c: AnalyzerCase) => {
      const input = join(folder, c.inputDir);
      const focus = focusOptions(folder, c);
      const { out } = await runZtn([
        'list',
        '-f',
        input,
        ...focus,
        '-o',
        'connlist',
      ]);
      return linesOf(out);
    };
    const rowsOf = (same: boolean) =>
      cases
        .filter(({ id }) => id in differsOnPurpose !== same)
        .map(c => [c.id, c.name, c] as const);
    let compared = 0;

    it.each(rowsOf(true))('are ours for %s, %s', async (_id, _name, c) => {
      expect(await ours(c)).toEqual(expectedLines(folder, c));
      compared += 1;
    });

    it.each(rowsOf(false))(
      'are not ours for %s, %s, as differsOnPurpose says',
      async (_id, _name, c) => {
        expect(await ours(c)).not.toEqual(expectedLines(folder, c));
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

import { join } from 'node:path';
import { runZtn } from '../__testUtils__/runZtn';
import { withData } from '../__testUtils__/sharedData';
import {
  casesOf,
  expectedLines,
  focusOptions,
  linesOf,
} from './__testUtils__/AnalyzerCase';

/** The arrows of a drawing as lines: where only the drawing is kept. */
const drawnIn = (dot: readonly string[]) =>
  dot
    .flatMap(line => {
      const arrow = /"(.+)" -> "(.+)" \[label="([^"]*)"/.exec(line);
      return arrow ? [`${arrow[1]} => ${arrow[2]} : ${arrow[3]}`] : [];
    })
    .sort();

/** Our lines as such arrows, each once. */
const drawnFrom = (lines: readonly string[]) => {
  const arrows = lines.flatMap(line => {
    const found = /^(\S+)\s+(=>|<=)\s+(\S+) : (.+)$/.exec(line);
    if (!found) return [];
    const [, left, arrow, right, conns] = found;
    const [from, to] = arrow === '=>' ? [left, right] : [right, left];
    return [`${from} => ${to} : ${conns}`];
  });
  return [...new Set(arrows)].sort();
};

describe("netpol-analyzer's exposure", () => {
  withData('netpol-analyzer', it.todo, folder => {
    const cases = casesOf(folder, 'exposure');
    let compared = 0;

    it.each(cases.map(c => [c.id, c.name, c] as const))(
      'is ours for %s, %s',
      async (_id, _name, c) => {
        const { out } = await runZtn([
          'list',
          '-f',
          join(folder, c.inputDir),
          ...focusOptions(folder, c),
          '-o',
          'connlist',
          '--exposure',
        ]);
        const expected = expectedLines(folder, c);
        expect(
          c.expectedFile.endsWith('.dot')
            ? drawnFrom(linesOf(out))
            : linesOf(out),
        ).toEqual(
          c.expectedFile.endsWith('.dot') ? drawnIn(expected) : expected,
        );
        compared += 1;
      },
    );

    afterAll(() => {
      // eslint-disable-next-line no-console
      console.info(
        `netpol-analyzer exposure: ${compared} of ${cases.length} cases agree`,
      );
    });
  });
});

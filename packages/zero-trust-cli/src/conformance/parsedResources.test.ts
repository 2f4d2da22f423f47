import { join } from 'node:path';
import { runZtn } from '../__testUtils__/runZtn';
import { withData } from '../__testUtils__/sharedData';
import { casesOf, expectedLines, linesOf } from './__testUtils__/AnalyzerCase';

/** `x/a`, or all addresses, as our lines name them. */
const peerName = (text: string) =>
  text === '0.0.0.0/0' ? '0.0.0.0-255.255.255.255[External]' : `${text}[Pod]`;

describe("netpol-analyzer's parsed resources", () => {
  withData('netpol-analyzer', it.todo, folder => {
    const cases = casesOf(folder, 'parsed-resources');
    let compared = 0;

    it.each(cases.map(c => [c.id, c.name, c] as const))(
      'give the same connections and pairs for %s, %s',
      async (_id, _name, c) => {
        const input = join(folder, c.inputDir);
        const { out } = await runZtn(['list', '-f', input, '-o', 'connlist']);
        const lines = linesOf(out);
        const { expectedPairs = [] } = c;
        const allowed = (src: string, dst: string) => {
          const ends = `${peerName(src)} => ${peerName(dst)} : `;
          const line = lines.find(found => found.startsWith(ends));
          return line?.slice(ends.length) ?? 'No Connections';
        };
        expect(lines).toEqual(expectedLines(folder, c));
        expect(
          expectedPairs.map(({ src, dst }) => ({
            src,
            dst,
            allowed: allowed(src, dst),
          })),
        ).toEqual(expectedPairs);
        compared += 1;
      },
    );

    afterAll(() => {
      // eslint-disable-next-line no-console
      console.info(
        `netpol-analyzer parsed-resources: ${compared} of ${cases.length} cases agree`,
      );
    });
  });
});

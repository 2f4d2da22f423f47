import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { filesUnder, reportCompared, withData } from '../../testing/sharedData';
import { askMesh } from './askMesh';
import { EnvoyGolden, envoyGoldens } from './envoyGoldens';
import { envoyOutcome } from './envoyOutcome';
import { EnvoyFilterConfig } from './envoyRbac';
import { goldenRequests } from './goldenRequests';
import { objectsOfInput } from './policyFields';

const requestsEach = 400;

describe("Istio's authorization builder", () => {
  withData('istio', it.todo, root => {
    const folder = join(root, 'pilot/pkg/security/authz/builder/testdata');
    const read = (name: string) =>
      readFileSync(join(folder, `${name}.yaml`), 'utf8');
    const counts = { allow: 0, conditional: 0, deny: 0, unknown: 0 };
    const nameOf = ({ input, outputs }: EnvoyGolden) =>
      outputs.join(' + ') || `${input} without filters`;

    it.each(envoyGoldens.map(golden => [nameOf(golden), golden] as const))(
      'gives the verdicts of %s',
      (name, { input, outputs, settings }) => {
        const objects = objectsOfInput(read(input));
        const filters = outputs.map(
          output => parse(read(output)) as EnvoyFilterConfig,
        );
        const protocol = input.startsWith('tcp/') ? 'tcp' : 'http';
        const ask = askMesh(objects, 'sidecar', settings);
        const differences = goldenRequests(
          name,
          objects,
          protocol,
          requestsEach,
          ['other.td', 'xx-td', ...trustDomainsIn(outputs.map(read))],
        ).flatMap(request => {
          const want = envoyOutcome(filters, request);
          counts[want] += 1;
          return ([protocol, 'auto'] as const).flatMap(chain => {
            const { outcome, because } = ask(request, chain);
            return outcome === want
              ? []
              : [{ request, chain, want, outcome, because }];
          });
        });
        expect(differences).toEqual([]);
      },
    );

    it('reads every output, and those written twice once', () => {
      const listed = envoyGoldens.flatMap(({ outputs }) => outputs);
      const known = filesUnder(folder)
        .filter(path => /-out\d?\.yaml$/.test(path))
        .map(path => path.slice(folder.length + 1, -'.yaml'.length));
      const twins = known.filter(name => name.includes('/extended-'));
      const copies = twins.map(name => name.replace('/extended-', '/'));

      expect(twins.map(read)).toEqual(copies.map(read));
      expect([...listed].sort()).toEqual(
        known.filter(name => !twins.includes(name)),
      );
    });

    it('compares requests of every outcome', () => {
      const compared = counts.allow + counts.conditional + counts.deny;
      reportCompared(
        `istio authorization builder, ${envoyGoldens.length} goldens`,
        compared,
        'requests',
      );
      expect(compared).toBe(envoyGoldens.length * requestsEach);
      expect(counts.unknown).toBe(0);
      expect(Math.min(counts.allow, counts.deny)).toBeGreaterThan(1000);
      expect(counts.conditional).toBeGreaterThan(100);
    });
  });
});

function trustDomainsIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap(text =>
    Array.from(text.matchAll(/spiffe:\/\/([\w.-]+)\//g), ([, name]) => name),
  );
}

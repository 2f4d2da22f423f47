import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { reportCompared, withData } from '../../testing/sharedData';
import { MeshSettings, askMesh, meshOf } from './askMesh';
import { envoyGoldens } from './envoyGoldens';
import { envoyOutcome } from './envoyOutcome';
import { EnvoyFilterConfig } from './envoyRbac';
import { goldenRequests } from './goldenRequests';
import { objectsOfInput } from './policyFields';
import { policiesOfSet } from './policiesOfSet';

const requestsEach = 60;

/** A provider that answers, so that what a set leaves to it stays open. */
const answering: MeshSettings = { extensionProviders: [{ name: 'default' }] };

describe('sets of allowed operations', () => {
  withData('istio', it.todo, root => {
    const folder = join(root, 'pilot/pkg/security/authz/builder/testdata');
    const read = (name: string) =>
      readFileSync(join(folder, `${name}.yaml`), 'utf8');
    const http = envoyGoldens.filter(({ input }) => input.startsWith('http/'));
    let compared = 0;

    it.each(http.map(golden => [golden.outputs.join(' + '), golden] as const))(
      'have what %s lets through',
      (name, { input, outputs, settings }) => {
        const objects = objectsOfInput(read(input));
        const filters = outputs.map(
          output => parse(read(output)) as EnvoyFilterConfig,
        );
        const mesh = meshOf(objects, 'sidecar', settings);
        const differences = goldenRequests(
          `sets of ${name}`,
          objects,
          'http',
          requestsEach,
        ).flatMap(request => {
          const set = mesh.operations(request);
          const ask = askMesh(policiesOfSet(set), 'sidecar', answering);
          const want = envoyOutcome(filters, request);
          const { outcome } = ask(request, 'http');
          compared += 1;
          // A set that is all or nothing says so of each request.
          const whole = set.verdict.outcome;
          const agrees = whole === 'conditional' || whole === want;
          return outcome === want && agrees
            ? []
            : [{ request, set, want, outcome }];
        });
        expect(differences).toEqual([]);
      },
    );

    it('are compared with each golden of requests', () => {
      reportCompared('sets of allowed operations', compared, 'requests');
      expect(compared).toBe(http.length * requestsEach);
    });
  });
});

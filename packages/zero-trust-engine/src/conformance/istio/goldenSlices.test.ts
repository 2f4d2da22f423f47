import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { reportCompared, withData } from '../../testing/sharedData';
import { askMesh } from './askMesh';
import { envoyOutcome } from './envoyOutcome';
import { EnvoyFilterConfig } from './envoyRbac';
import { goldenRequests } from './goldenRequests';
import { slicesOf } from './goldenSlices';
import { objectsOfInput, writtenRules } from './policyFields';

const requestsEach = 200;

/** Every request has these two, and a foreign filter's word is never known. */
const alwaysTheSame = /^request\.(host|method) \w+ \*$|experimental/;

describe('every value of the rule that uses every field', () => {
  withData('istio', it.todo, root => {
    const file = join(
      root,
      'pilot/pkg/security/authz/builder/testdata/http/allow-full-rule',
    );
    const read = (end: string) => readFileSync(`${file}-${end}.yaml`, 'utf8');
    const rule = writtenRules(objectsOfInput(read('in')))[1];
    const slices = slicesOf(rule, 1, [parse(read('out')) as EnvoyFilterConfig]);
    let compared = 0;

    it.each(slices.map(slice => [slice.name, slice] as const))(
      'decides as %s',
      (name, { policy, filters }) => {
        const ask = askMesh([policy], 'sidecar');
        const answers = goldenRequests(
          name,
          [policy],
          'http',
          requestsEach,
        ).map(request => ({
          request,
          want: envoyOutcome(filters, request),
          outcome: ask(request, 'http').outcome,
        }));
        compared += answers.length;

        expect(answers.filter(a => a.want !== a.outcome)).toEqual([]);
        expect(new Set(answers.map(a => a.want)).size).toBeGreaterThan(
          alwaysTheSame.test(name) ? 0 : 1,
        );
      },
    );

    it('compares each of them', () => {
      reportCompared(
        `istio authorization builder, ${slices.length} single values`,
        compared,
        'requests',
      );
      expect(slices).toHaveLength(161);
      expect(compared).toBe(161 * requestsEach);
    });
  });
});

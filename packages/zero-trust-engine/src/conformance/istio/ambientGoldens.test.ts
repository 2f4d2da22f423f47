import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { RawObject } from '../../snapshot/KubernetesObject';
import { filesUnder, reportCompared, withData } from '../../testing/sharedData';
import { Outcome } from '../../vocabulary';
import { askMesh } from './askMesh';
import { GoldenRequest } from './GoldenRequest';
import { askZtunnelPort } from './askZtunnelPort';
import { goldenRequests } from './goldenRequests';
import { objectsOfInput } from './policyFields';
import { Authorization, passesZtunnel } from './ztunnelAuthorization';

const requestsEach = 400;

/**
 * Objects that give no rule of their own because the mesh-wide static rule
 * says it all: nobody without an identity.
 */
const coveredByStaticRule = [
  'peer-authn-strict',
  'peer-authn-strict-workload',
  'peer-authn-strict-and-strict-port-mtls',
];
const staticRule: Authorization = {
  name: 'istio_converted_static_strict',
  action: 'DENY',
  groups: [{ rules: [{ matches: [{ notPrincipals: [{ presence: {} }] }] }] }],
};

describe("Istio's conversion for ztunnel", () => {
  withData('istio', it.todo, root => {
    const folder = join(root, 'pilot/pkg/serviceregistry/ambient/testdata');
    const read = (name: string) =>
      readFileSync(join(folder, `${name}.yaml`), 'utf8');
    const names = filesUnder(folder)
      .map(path => path.slice(folder.length + 1, -'.yaml'.length))
      .filter(name => !name.endsWith('-in'));
    const counts: Record<Outcome, number> = {
      allow: 0,
      conditional: 0,
      deny: 0,
      unknown: 0,
    };

    const compare = (
      name: string,
      objects: readonly RawObject[],
      policies: readonly Authorization[],
    ) => {
      const ask = isAboutPeers(objects)
        ? askZtunnelPort(objects)
        : askZtunnelPolicies(objects, policies);
      return goldenRequests(name, objects, 'tcp', requestsEach)
        .map(withParsedIdentity)
        .flatMap(request => {
          const want = passesZtunnel(policies, request) ? 'allow' : 'deny';
          const outcome = ask(request);
          counts[outcome] += 1;
          return outcome === want ? [] : [{ request, want, outcome }];
        });
    };

    it.each(names)('gives the verdicts of %s', name => {
      const objects = objectsOfInput(read(`${name}-in`));
      const written = parse(read(name)) as Authorization | null;
      const policies = [
        ...(written ? [written] : []),
        ...(coveredByStaticRule.includes(name) ? [staticRule] : []),
      ];

      expect(compare(name, objects, policies)).toEqual([]);
    });

    // Both lists of each field of that policy have a star, so half of its rules
    // match nobody.
    it('gives the verdicts of allow-full without its stars', () => {
      const objects = without('*', objectsOfInput(read('allow-full-in')));
      const policy = without('presence', parse(read('allow-full')));

      expect(
        compare('allow-full without stars', objects as RawObject[], [
          policy as Authorization,
        ]),
      ).toEqual([]);
    });

    it('compares requests of both outcomes', () => {
      reportCompared(
        `istio conversion for ztunnel, ${names.length} goldens`,
        counts.allow + counts.deny,
        'requests',
      );
      expect(names).toHaveLength(22);
      expect(counts.allow + counts.deny).toBe(23 * requestsEach);
      expect(Math.min(counts.allow, counts.deny)).toBeGreaterThan(1500);
    });
  });
});

function isAboutPeers(objects: readonly RawObject[]): boolean {
  return objects.every(({ kind }) => kind === 'PeerAuthentication');
}

function askZtunnelPolicies(
  objects: readonly RawObject[],
  [{ namespace = 'foo' }]: readonly Authorization[],
): (request: GoldenRequest) => Outcome {
  const ask = askMesh(objects, 'ztunnel', {}, namespace);
  return request => ask(request, 'auto').outcome;
}

/** A tree without list items that are a text, or that have a key of that name. */
function without(name: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter(item => item !== name && !isKeyed(item, name))
      .map(item => without(name, item));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([k, child]) => [k, without(name, child)]),
      )
    : value;
}

function isKeyed(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value;
}

/** ztunnel lets only identities of one shape in at all. */
function withParsedIdentity(request: GoldenRequest): GoldenRequest {
  const { identity } = request;
  if (identity === undefined) return request;
  if (/^[^/]+\/ns\/[^/]+\/sa\/[^/]+$/.test(identity)) return request;
  const bare = identity.replace(/\//g, '-') || 'x';
  return { ...request, identity: `${bare}/ns/${bare}/sa/${bare}` };
}

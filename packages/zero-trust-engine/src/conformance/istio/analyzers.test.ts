import { readFileSync } from 'fs';
import { join } from 'path';
import { compile } from '../../evaluate/compile';
import { findingsOf } from '../../posture/findingsOf';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aNamespace } from '../../testing/builders';
import { objectsFromYaml, snapshotOf } from '../../testing/fromYaml';
import { filesUnder, reportCompared, withData } from '../../testing/sharedData';

interface Named extends RawObject {
  readonly metadata?: { readonly namespace?: string };
}

/** What istioctl's analyzers say of an input, and the codes that are ours. */
describe("istioctl's analyzers", () => {
  withData('istio', it.todo, root => {
    const folder = join(root, 'pkg/config/analysis/analyzers/testdata');
    const objectsOf = (file: string) =>
      objectsFromYaml(
        readFileSync(join(folder, `${file}.yaml`), 'utf8'),
      ) as Named[];
    let compared = 0;

    /** Every namespace that has an object exists, as in a cluster. */
    const findingsIn = (file: string) => {
      const objects = objectsOf(file);
      const namespaces = new Set(
        objects.map(object => object.metadata?.namespace ?? 'default'),
      );
      compared += 1;
      return findingsOf(
        compile(
          snapshotOf(
            [...[...namespaces].map(name => aNamespace(name)), ...objects],
            { istio: { installed: true } },
          ),
        ),
      );
    };

    it('finds the policies without workloads and the namespaces that do not exist', () => {
      const found = findingsIn('authorizationpolicies');
      const objectsWith = (code: string) =>
        found.filter(f => f.code === code).map(f => f.object);

      // IST0127 also names httpbin-empty-namespace-wide: a policy for a whole
      // namespace waits for pods, which is its use.
      expect(objectsWith('policy-selects-nothing').sort()).toEqual([
        'AuthorizationPolicy httpbin/httpbin-nopods',
        'AuthorizationPolicy istio-system/meshwide-httpbin-v1',
        'AuthorizationPolicy test-ambient/no-workload',
      ]);
      expect(objectsWith('rule-namespace-missing')).toEqual([
        'AuthorizationPolicy httpbin/httpbin-bogus-not-ns',
        'AuthorizationPolicy httpbin/httpbin-bogus-not-ns',
        'AuthorizationPolicy httpbin/httpbin-bogus-ns',
        'AuthorizationPolicy httpbin/httpbin-bogus-ns',
      ]);
    });

    // IST0128 for the host, IST0129 for a port.
    it.each([
      ['destinationrule-simple-destination', ['host']],
      ['destinationrule-mutual-destination', ['host']],
      ['destinationrule-simple-port', ['port']],
      ['destinationrule-mutual-port', ['port']],
      ['destinationrule-compound-simple-mutual', ['host', 'port']],
      ['destinationrule-compound-mutual-simple', ['host', 'port']],
      ['destinationrule-simple-destination-credentialname', ['host']],
      ['destinationrule-simple-port-credentialname', ['port']],
      ['destinationrule-simple-destination-credentialname-selector', []],
      ['destinationrule-simple-port-credentialname-selector', []],
      ['destinationrule-with-ca', []],
    ])('finds what does not verify the server in %s', (file, want) => {
      const places = findingsIn(file)
        .filter(f => f.code === 'destination-rule-server-not-verified')
        .map(f => (f.path?.includes('portLevelSettings') ? 'port' : 'host'));
      expect(places.sort()).toEqual(want);
    });

    it('finds the host that no Service has', () => {
      const found = findingsIn('destinationrule-with-fake-host');
      expect(found.map(f => f.code)).toContain('destination-rule-host-missing');
    });

    it('counts the inputs', () => {
      reportCompared("istioctl's analyzers", compared, 'inputs');
      expect(compared).toBe(13);
    });
  });
});

/** Objects that Istio's own validation takes and refuses. */
describe("Istio's validation", () => {
  withData('istio', it.todo, root => {
    const folder = join(root, 'pkg/config/validation/testdata/crds');

    it.each(
      filesUnder(folder)
        .filter(path => path.endsWith('-valid.yaml'))
        .map(path => [path.slice(folder.length + 1), path] as const),
    )('leaves no gap for what %s has', (_name, path) => {
      const objects = objectsFromYaml(readFileSync(path, 'utf8'));
      expect(objects.length).toBeGreaterThan(0);
      expect(snapshotOf(objects).gaps).toEqual([]);
    });
  });
});

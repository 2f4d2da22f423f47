import { Engine, exposuresOf, nodeEncryptionOf } from '@ztn/zero-trust-engine';
import { enginesOfTheWorld } from './__testUtils__/enginesOfTheWorld';

// The ways in that the story tells of, and no others.

let engines: Record<string, Engine> = {};

beforeAll(async () => {
  engines = await enginesOfTheWorld();
}, 30_000);

const waysIn = (cluster: string) => {
  const exposures = exposuresOf(engines[cluster]);
  return engines[cluster].snapshot.workloads
    .flatMap(({ key }) => exposures.of(key))
    .map(({ entry, target, outcome }) =>
      [entry.object, entry.port, target.workload, target.port, outcome].join(
        ' ',
      ),
    )
    .sort();
};

it('is one gateway in prod-eu, and what it routes to', () => {
  expect(waysIn('prod-eu')).toEqual([
    'Service istio-system/istio-ingressgateway 15021 istio-system/Deployment/istio-ingressgateway 15021 allow',
    'Service istio-system/istio-ingressgateway 443 istio-system/Deployment/istio-ingressgateway 8443 allow',
    'Service istio-system/istio-ingressgateway 80 istio-system/Deployment/istio-ingressgateway 8080 allow',
    'VirtualService legacy/old-shop 443 legacy/Deployment/shop-monolith 8080 allow',
    'VirtualService production/storefront 443 production/Deployment/frontend 8080 allow',
  ]);
});

it('is one gateway in prod-us, its route, and the port on every node', () => {
  expect(waysIn('prod-us')).toEqual([
    'HTTPRoute production/storefront 443 production/Deployment/frontend 8080 allow',
    'Service istio-system/shop-gateway-istio 15021 istio-system/Deployment/shop-gateway-istio 15021 allow',
    'Service istio-system/shop-gateway-istio 443 istio-system/Deployment/shop-gateway-istio 443 allow',
    expect.stringMatching(
      /^Service legacy\/shop-monolith 3\d{4} legacy\/Deployment\/shop-monolith 8080 allow$/,
    ),
  ]);
});

it('says whom policy sees, and that a NodePort may hide the client', () => {
  const [way] = exposuresOf(engines['prod-us']).of(
    'legacy/Deployment/shop-monolith',
  );
  expect(way.entry.source).toMatchObject({ seenAs: 'client-or-node' });
  expect(way.readings.map(({ caller }) => caller)).toEqual([
    'world',
    'host',
    'remote-node',
  ]);
});

it.each([
  ['prod-eu', 'off'],
  ['prod-us', 'unknown'],
])(
  'knows of encryption between nodes in %s that it is %s',
  (cluster, state) => {
    const { snapshot } = engines[cluster];
    expect(nodeEncryptionOf(snapshot, snapshot.workloads[0]).state).toBe(state);
  },
);

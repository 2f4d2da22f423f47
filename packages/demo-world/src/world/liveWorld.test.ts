import { DemoCluster } from '../cluster/DemoCluster';
import { startCluster } from '../cluster/startCluster';
import { demoClusters } from '../demoClusters';
import { KubeObject, listAt } from '../store/KubeObject';

// What controllers make of the story: this is what readers, and people with kubectl, see.

const clusters: Record<string, DemoCluster> = {};

beforeAll(async () => {
  for (const options of demoClusters())
    clusters[options.name] = await startCluster({ ...options, port: 0 });
});

afterAll(async () => {
  await Promise.all(Object.values(clusters).map(cluster => cluster.stop()));
});

const podsOf = (cluster: string, namespace: string) =>
  clusters[cluster].list({ apiVersion: 'v1', kind: 'Pod', namespace });

const namesIn = (pod: KubeObject, list: 'containers' | 'initContainers') =>
  listAt(pod, 'spec', list).map(({ name }) => name);

const meshed = ['production', 'staging', 'payments-batch'];

it('gives every pod of the mesh in prod-eu a sidecar, but for the two that opted out', () => {
  const without = meshed
    .flatMap(namespace => podsOf('prod-eu', namespace))
    .filter(pod => !namesIn(pod, 'initContainers').includes('istio-proxy'));
  expect(without.map(({ metadata }) => metadata.labels?.app).sort()).toEqual([
    'email',
    'psp-simulator',
  ]);
});

it('asks no pod of prod-eu to change its own network, since Istio has a CNI plugin', () => {
  const privileged = meshed
    .flatMap(namespace => podsOf('prod-eu', namespace))
    .filter(pod => namesIn(pod, 'initContainers').includes('istio-init'));
  expect(privileged).toEqual([]);
});

it('redirects every pod of the mesh in prod-us, but for the waypoint and the simulator', () => {
  const key = 'ambient.istio.io/redirection';
  const without = meshed
    .flatMap(namespace => podsOf('prod-us', namespace))
    .filter(({ metadata }) => metadata.annotations?.[key] !== 'enabled');
  expect([...new Set(without.map(p => p.metadata.labels?.app))].sort()).toEqual(
    ['payment-waypoint', 'psp-simulator'],
  );
});

it.each(['prod-eu', 'prod-us'])('backs every Service of %s', name => {
  const services = clusters[name].list({ apiVersion: 'v1', kind: 'Service' });
  const backed = clusters[name]
    .list({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' })
    .filter(slice => listAt(slice, 'endpoints').length > 0)
    .map(
      ({ metadata }) =>
        `${metadata.namespace}/${metadata.labels?.['kubernetes.io/service-name']}`,
    );
  const bare = services
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
    .filter(service => !backed.includes(service));
  // The API server is no pod of this cluster.
  expect(bare.filter(service => service !== 'default/kubernetes')).toEqual([]);
});

it('keeps the age that the story gives to an object, and the address of the waypoint', () => {
  const permissive = clusters['prod-eu'].get({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    namespace: 'staging',
    name: 'default',
  });
  expect(permissive?.metadata.creationTimestamp).toBe('2024-05-13T08:12:44Z');
  const waypoint = clusters['prod-us'].get({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    namespace: 'production',
    name: 'payment-waypoint',
  });
  expect(listAt(waypoint, 'status', 'addresses')).toHaveLength(1);
});

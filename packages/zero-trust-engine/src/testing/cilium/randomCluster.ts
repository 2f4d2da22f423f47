import fc, { Arbitrary } from 'fast-check';
import {
  CiliumCluster,
  CiliumManifest,
} from '../../reference/cilium/ciliumManifests';
import { someCidr } from '../arbitraries';
import { namespaces, someGround } from '../randomCluster';
import { someClusterPolicy, someNetworkPolicy } from '../randomPolicies';
import { someConfig } from './randomConfig';
import { someClusterwide, someNamespaced } from './randomPolicies';

/** Where the API server may be: a node, or an address of nobody. */
const apiServers = ['192.168.0.1', '198.51.100.1'] as const;

const services: readonly CiliumManifest[] = [
  ...(['s1', 's2'] as const).map(
    (name, i): CiliumManifest => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: namespaces[i] },
      spec: {
        selector: i === 0 ? { app: 'a' } : { tier: 'b' },
        ports: [{ port: 80 }],
      },
    }),
  ),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'manual', namespace: 'x' },
    spec: { ports: [{ port: 80 }] },
  },
];

function sliceOf(
  service: string,
  namespace: string,
  address: string,
): CiliumManifest {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${service}-1`,
      namespace,
      labels: { 'kubernetes.io/service-name': service },
    },
    addressType: 'IPv4',
    ports: [{ port: 80 }],
    endpoints: [{ addresses: [address] }],
  };
}

/** Small clusters under Cilium in which policies get into each other's way. */
export const someCiliumCluster: Arbitrary<CiliumCluster> = fc
  .record({
    version: fc.constantFrom('1.18' as const, '1.19' as const, '1.20' as const),
    config: someConfig,
    ground: someGround,
    apiServer: fc.constantFrom(...apiServers),
    namespaced: fc.array(someNamespaced, { maxLength: 3 }),
    clusterwide: fc.array(someClusterwide, { maxLength: 2 }),
    networkPolicies: fc.array(someNetworkPolicy(namespaces), { maxLength: 1 }),
    tiers: fc.array(someClusterPolicy, { maxLength: 2 }),
    groups: fc.tuple(someCidr, someCidr),
  })
  .map(seed => ({
    version: seed.version,
    config: seed.config,
    objects: [
      ...seed.ground,
      ...services,
      sliceOf('manual', 'x', '203.0.113.9'),
      sliceOf('kubernetes', 'default', seed.apiServer),
      ...seed.groups.map(
        (cidr, i): CiliumManifest => ({
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumCIDRGroup',
          metadata: { name: `g${i + 1}` },
          spec: { externalCIDRs: [cidr] },
        }),
      ),
      ...seed.namespaced.map(({ namespace, ...policy }, i) => ({
        ...policy,
        metadata: { namespace, name: `cilium${i}` },
      })),
      ...seed.clusterwide.map((policy, i) => ({
        ...policy,
        metadata: { name: `wide${i}` },
      })),
      ...seed.networkPolicies.map(({ namespace, ...policy }, i) => ({
        ...policy,
        metadata: { namespace, name: `np${i}` },
      })),
      ...seed.tiers.map((policy, i) => ({
        ...policy,
        metadata: { name: `cluster${i}` },
      })),
    ],
  }));

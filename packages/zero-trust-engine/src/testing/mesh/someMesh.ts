import fc, { Arbitrary } from 'fast-check';
import { MeshManifests, MeshSettings } from '../../reference/mesh/manifests';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aConfigMap, aDeployment } from '../builders';
import { rarely } from './rarely';
import {
  someAuthorizationPolicies,
  someRequestAuthentications,
} from './someAuthorization';
import { someDestinationRules, someSidecars } from './someClientRules';
import { somePeerAuthentications } from './someModes';
import { someNetworkPolicies } from './someNetworkPolicies';
import { somePods } from './somePods';
import { someServices } from './someServices';
import { someWaypoints } from './someWaypoints';

const root = 'istio-system';

const someSettings: Arbitrary<MeshSettings> = fc
  .record({
    domains: fc.constantFrom<readonly string[]>(
      ['cluster.local'],
      ['cluster.local'],
      ['td.example', 'old.example'],
      ['td.example', 'cluster.local'],
    ),
    autoMtls: rarely(fc.constant(false)),
    ambient: fc.constantFrom(true, true, true, false),
    registryOnly: rarely(fc.constant(true)),
    allowsWaypoints: rarely(fc.constant(true)),
  })
  .map(({ domains, ...settings }) => ({
    root,
    trustDomain: domains[0],
    aliases: domains.slice(1),
    ambient: settings.ambient,
    autoMtls: settings.autoMtls ?? true,
    registryOnly: settings.registryOnly ?? false,
    allowsWaypoints: settings.allowsWaypoints ?? false,
  }));

/**
 * Small meshes in which everything meets everything: sidecars, ambient pods and
 * pods without either, gateways, waypoints, three namespaces, Services of every
 * protocol, and policies of every shape.
 */
export const someMesh: Arbitrary<MeshManifests> = fc.record({
  settings: someSettings,
  objects: fc
    .tuple(
      someWaypoints,
      somePods,
      someServices,
      somePeerAuthentications,
      someAuthorizationPolicies,
      someRequestAuthentications,
      someDestinationRules,
      someSidecars,
      someNetworkPolicies,
    )
    .map(parts => parts.flat() as readonly (RawObject & { kind: string })[]),
});

/** What istiod runs with: as the objects that a cluster has of it. */
export function istiodOf(settings: MeshSettings): readonly RawObject[] {
  const mesh = {
    rootNamespace: settings.root,
    trustDomain: settings.trustDomain,
    trustDomainAliases: settings.aliases,
    enableAutoMtls: settings.autoMtls,
    outboundTrafficPolicy: {
      mode: settings.registryOnly ? 'REGISTRY_ONLY' : 'ALLOW_ANY',
    },
    extensionProviders: [
      { name: 'ask', envoyExtAuthzGrpc: { service: 'a.example', port: 1 } },
      {
        name: 'ask-http',
        envoyExtAuthzHttp: { service: 'b.example', port: 1 },
      },
    ],
  };
  const istiod = aDeployment({
    name: 'istiod',
    namespace: settings.root,
    template: { labels: { app: 'istiod' } },
  });
  const env = {
    PILOT_ENABLE_AMBIENT: settings.ambient,
    PILOT_AUTO_ALLOW_WAYPOINT_POLICY: settings.allowsWaypoints,
  };
  const discovery = {
    name: 'discovery',
    image: 'example.com/pilot:1.32.0',
    env: Object.entries(env).map(([name, value]) => ({
      name,
      value: String(value),
    })),
  };
  const { template } = istiod.spec as { readonly template: object };
  return [
    aConfigMap({
      name: 'istio',
      namespace: settings.root,
      data: { mesh: JSON.stringify(mesh) },
    }),
    {
      ...istiod,
      spec: { template: { ...template, spec: { containers: [discovery] } } },
    },
  ];
}

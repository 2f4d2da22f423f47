import { ParsedKinds } from '../snapshot/parsedKinds';
import { parsers } from '../snapshot/parsers';
import { Snapshot } from '../snapshot/Snapshot';

type Kind = keyof ParsedKinds;

/** Kinds that no other layer than the network layer reads. */
export const networkKinds: ReadonlySet<string> = new Set<Kind>([
  'NetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ClusterNetworkPolicy.policy.networking.k8s.io',
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'CiliumCIDRGroup',
]);

const authorization: readonly Kind[] = [
  'AuthorizationPolicy',
  'RequestAuthentication',
];

/** Kinds that only the mesh layer reads. */
export const authorizationKinds: ReadonlySet<string> = new Set(authorization);

/** Kinds that the network layer does not read. */
export const meshKinds: ReadonlySet<string> = new Set<Kind>([
  ...authorization,
  'PeerAuthentication',
  'DestinationRule',
  'VirtualService',
  'Sidecar',
  'ServiceEntry',
  'WorkloadEntry',
  'EnvoyFilter',
]);

const kinds = Object.keys(parsers).filter(isKind);

/**
 * Everything in a snapshot but objects of some kinds: a layer that does not read
 * these kinds is the same as long as all of it is.
 */
export function inputsWithout(
  unread: ReadonlySet<string>,
  snapshot: Snapshot,
): readonly unknown[] {
  return [
    snapshot.namespaces,
    snapshot.workloads,
    snapshot.nodes,
    snapshot.facts,
    snapshot.gaps,
    ...kinds.filter(kind => !unread.has(kind)).map(snapshot.objects),
  ];
}

function isKind(key: string): key is Kind {
  return Object.hasOwn(parsers, key);
}

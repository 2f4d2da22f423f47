import { WorkloadSet } from '../../../select/Selectors';
import { matchLabels } from '../../../select/matchLabels';
import {
  CiliumCidr,
  CiliumCidrGroup,
  CiliumSection,
  CiliumServiceRef,
} from '../../../snapshot/ciliumPolicy';
import { CiliumSelector } from '../../../snapshot/ciliumSelector';
import {
  ClusterService,
  EndpointSlice,
  Node,
} from '../../../snapshot/Snapshot';
import { LabelSelector } from '../../../snapshot/LabelSelector';
import { IpSet } from '../../../sets/IpSet';
import { blocks } from '../networkPolicyRules';
import { Identity, PeerMatcher } from '../NetworkRule';
import { CiliumProfile } from './CiliumProfile';
import { CiliumSelectorSource } from './CiliumSelectors';
import { dnsPattern } from './dnsPattern';
import { exists, isIn, peerSelector } from './rewriteSelector';
import { namespaceKey } from './CiliumSelectors';

/** Somebody or nobody: what is written cannot be resolved here. */
export const opaque: PeerMatcher = {
  type: 'opaque',
  reason: 'unresolvable-peer',
};

/** What compiling Cilium's policies needs to know of the cluster. */
export interface CiliumCompileContext {
  readonly profile: CiliumProfile;
  readonly selectors: CiliumSelectorSource;
  readonly nodes: readonly Node[];
  readonly services: readonly ClusterService[];
  readonly endpointSlices: readonly EndpointSlice[];
  readonly cidrGroups: readonly CiliumCidrGroup[];
  /** CIDR groups could not all be read. */
  readonly cidrGroupsUnsure: boolean;
}

/** The namespace of the policy, and whether its peers need to have one. */
export interface PeerScope {
  readonly namespace: string | undefined;
  readonly wide: boolean;
  readonly context: CiliumCompileContext;
}

/**
 * Peers of a section. No member at all: everybody if ports are named, else
 * nobody. An empty list is nobody; of names, services and groups, whose
 * emptiness the agent does not check, it is everybody on the named ports.
 */
export function compilePeers(
  section: CiliumSection,
  scope: PeerScope,
): readonly PeerMatcher[] {
  const { peers } = section;
  const { context } = scope;
  const namesPorts = section.toPorts.length > 0 || section.icmps.length > 0;
  const written = [
    peers.endpoints,
    peers.entities,
    peers.cidr,
    peers.cidrSet,
    peers.nodes,
  ];
  const soft = [peers.services, peers.fqdns, peers.groups];
  if (written.every(m => m === undefined) && soft.every(m => !m?.length)) {
    return namesPorts && !peers.requires ? [{ type: 'any' }] : [];
  }
  return [
    ...(peers.endpoints ?? []).flatMap(s => endpointMatchers(s, scope)),
    ...(peers.entities ?? []).flatMap(e => entityMatchers(e, context)),
    ...[...(peers.cidr ?? []), ...(peers.cidrSet ?? [])].map(item =>
      cidrMatcher(item, context),
    ),
    ...(peers.nodes ?? []).map(selector => nodeMatcher(selector, context)),
    ...(peers.groups ?? []).map(() => opaque),
    ...(peers.services?.length
      ? serviceMatchers(peers.services, namesPorts, context)
      : []),
    ...(peers.fqdns?.length
      ? [{ type: 'names' as const, names: peers.fqdns.map(dnsPattern) }]
      : []),
  ];
}

function endpointMatchers(
  selector: CiliumSelector,
  { namespace, wide, context }: PeerScope,
): readonly PeerMatcher[] {
  const { selectors, profile } = context;
  const rewritten =
    namespace === undefined && !wide
      ? selector
      : peerSelector(selector, namespace, profile);
  const identities = selectors.identities(rewritten);
  return [
    pods(selectors.workloads(rewritten), context),
    ...(identities.size > 0
      ? [{ type: 'identities' as const, identities }]
      : []),
  ];
}

function pods(
  workloads: WorkloadSet,
  { selectors }: CiliumCompileContext,
): PeerMatcher {
  return { type: 'pods', workloads, onHostNetwork: selectors.none };
}

const clusterIdentities: ReadonlySet<Identity> = new Set([
  'host',
  'remote-node',
  'init',
  'ingress',
  'health',
  'unmanaged',
  'kube-apiserver',
]);

function entityMatchers(
  entity: string,
  context: CiliumCompileContext,
): readonly PeerMatcher[] {
  switch (entity) {
    case 'all':
      return [{ type: 'any' }];
    case 'none':
      return [];
    case 'cluster':
    case 'cluster-mesh':
      return [
        pods(context.selectors.endpoints, context),
        { type: 'identities', identities: clusterIdentities },
      ];
    default:
      return [
        { type: 'identities', identities: new Set([entity as Identity]) },
      ];
  }
}

function cidrMatcher(
  item: CiliumCidr,
  context: CiliumCompileContext,
): PeerMatcher {
  const { profile, cidrGroupsUnsure } = context;
  if (item.cidr === undefined && cidrGroupsUnsure) return opaque;
  const cidrs =
    item.cidr === undefined ? cidrsOfGroups(item, context) : [item.cidr];
  return {
    type: 'addresses',
    addresses: blocks(cidrs).subtract(blocks(item.except)),
    matchesPods: profile.cidrMatchesPods,
    matchesNodes: profile.cidrMatchesNodes,
  };
}

function cidrsOfGroups(
  { group, groupSelector }: CiliumCidr,
  { cidrGroups }: CiliumCompileContext,
): readonly string[] {
  return cidrGroups
    .filter(
      ({ meta }) =>
        meta.name === group ||
        (groupSelector && matchLabels(groupSelector, meta.labels)),
    )
    .flatMap(({ cidrs }) => cidrs);
}

/** Nodes by label; always another node than the subject's own. */
function nodeMatcher(
  selector: LabelSelector,
  { nodes }: CiliumCompileContext,
): PeerMatcher {
  const chosen = nodes.filter(node => matchLabels(selector, node.labels));
  return {
    type: 'nodes',
    nodes: new Set(chosen.map(node => node.name)),
    remoteOnly: true,
  };
}

/**
 * A Service with a selector stands for its endpoints, one without for the
 * addresses of its slices. One that is not found leaves peers that cannot be
 * told: on named ports that has opened them to everybody.
 */
function serviceMatchers(
  refs: readonly CiliumServiceRef[],
  namesPorts: boolean,
  context: CiliumCompileContext,
): readonly PeerMatcher[] {
  const chosen = context.services.filter(service =>
    refs.some(ref => isMeant(ref, service)),
  );
  if (chosen.length === 0) return namesPorts ? [opaque] : [];
  return chosen.map((service): PeerMatcher => {
    if (service.selector) {
      return pods(
        context.selectors.workloads(serviceSelector(service)),
        context,
      );
    }
    const addresses = context.endpointSlices
      .filter(
        slice =>
          slice.service === service.meta.name &&
          slice.meta.namespace === service.meta.namespace,
      )
      .flatMap(slice => slice.endpoints.flatMap(e => e.addresses));
    return {
      type: 'addresses',
      addresses: addresses.length > 0 ? blocks(addresses) : IpSet.none,
      matchesPods: context.profile.cidrMatchesPods,
      matchesNodes: context.profile.cidrMatchesNodes,
    };
  });
}

function isMeant(ref: CiliumServiceRef, { meta }: ClusterService): boolean {
  if (ref.namespace !== '' && ref.namespace !== meta.namespace) return false;
  return ref.type === 'name'
    ? ref.name === meta.name
    : matchLabels(ref.selector, meta.labels);
}

function serviceSelector(service: ClusterService): CiliumSelector {
  return {
    path: 'spec.selector',
    requirements: [
      ...Object.entries(service.selector ?? {}).map(([key, value]) =>
        isIn(key, value),
      ),
      isIn(namespaceKey, service.meta.namespace),
      exists(namespaceKey),
    ],
  };
}

import { Direction } from '../../vocabulary';
import { blockHas } from '../addressBits';
import {
  NetworkPolicyManifest,
  NetworkPolicyPeerManifest,
  SelectorManifest,
} from '../manifests';
import { NaiveFlow } from '../NaiveFlow';
import { isPort } from '../networkPolicies';
import { CiliumCluster } from './ciliumManifests';
import type { Side } from './entries';
import {
  clusterKey,
  identityOf,
  meets,
  namespaceKey,
  namespaceLabel,
  nodeOf,
  requirementsOf,
} from './identity';

/**
 * What a NetworkPolicy says under Cilium: undefined where it selects the subject
 * not. Rules count in their direction whether or not `policyTypes` names it.
 */
export function networkPolicyEntry(
  policy: NetworkPolicyManifest,
  side: Side,
): { readonly opens: boolean } | undefined {
  const { cluster, subject, direction } = side;
  if (subject.type !== 'pod' || nodeOf(subject) !== undefined) return undefined;
  const { namespace } = policy.metadata;
  const own = identityOf(cluster, subject, subject);
  const isSubject =
    subject.pod.metadata.namespace === namespace &&
    meets(own, inSource('k8s:', policy.spec.podSelector ?? {}));
  if (!isSubject || !speaksOf(policy, direction)) return undefined;
  const rules =
    (direction === 'ingress' ? policy.spec.ingress : policy.spec.egress) ?? [];
  return {
    opens: rules.some(rule => {
      const peers = (direction === 'ingress' ? rule.from : rule.to) ?? [];
      const ports = rule.ports ?? [];
      return (
        (peers.length === 0 || peers.some(p => isPeer(p, namespace, side))) &&
        (ports.length === 0 ||
          ports.some(port => {
            const flow = portFlow(side);
            return (
              flow !== undefined &&
              isPort(port, flow, {
                blocksMatchPods: false,
                seesHostPods: false,
              })
            );
          }))
      );
    }),
  };
}

/** Entries name ports, which a ping has none of. */
function portFlow({ flow }: Side): NaiveFlow | undefined {
  const { protocol, port } = flow;
  return protocol === 'ICMP' || port === null
    ? undefined
    : { from: flow.from, to: flow.to, protocol, port };
}

function speaksOf({ spec }: NetworkPolicyManifest, direction: Direction) {
  const { policyTypes, ingress, egress } = spec;
  const rules = { ingress, egress }[direction] ?? [];
  if (policyTypes && policyTypes.length > 0) {
    const type = direction === 'ingress' ? 'Ingress' : 'Egress';
    return policyTypes.includes(type) || rules.length > 0;
  }
  return direction === 'ingress' || rules.length > 0;
}

function isPeer(
  { ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeerManifest,
  namespace: string,
  { cluster, peer, subject }: Side,
): boolean {
  const identity = identityOf(cluster, peer, subject);
  if (ipBlock) return isInBlock(ipBlock, peer.address, cluster, peer);
  if (identity.k8s === undefined) return false;
  const where = namespaceSelector
    ? inSource(`k8s:${namespaceLabel}`, namespaceSelector)
    : inSource('k8s:', { matchLabels: { [namespaceKey]: namespace } });
  return (
    clusterKey in identity.k8s &&
    meets(identity, [...where, ...inSource('k8s:', podSelector ?? {})])
  );
}

function isInBlock(
  { cidr, except }: NonNullable<NetworkPolicyPeerManifest['ipBlock']>,
  address: string,
  { config }: CiliumCluster,
  peer: Side['peer'],
): boolean {
  const modes = (config['policy-cidr-match-mode'] ?? '').split(' ');
  if (nodeOf(peer) !== undefined) {
    if (!modes.includes('nodes')) return false;
  } else if (peer.type === 'pod' && !modes.includes('pods')) {
    return false;
  }
  return (
    blockHas(cidr, address) && !(except ?? []).some(e => blockHas(e, address))
  );
}

/** The same selector over labels of one source. */
function inSource(source: string, selector: SelectorManifest) {
  return requirementsOf(selector).map(requirement => ({
    ...requirement,
    key: `${source}${requirement.key}`,
  }));
}

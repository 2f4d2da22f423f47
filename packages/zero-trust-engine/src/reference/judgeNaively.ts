import { Certainty, Direction } from '../vocabulary';
import { ManifestCluster, PodManifest, PortProtocol } from './manifests';
import { NaiveEnd, NaiveFlow, endsOf } from './NaiveFlow';
import { Plugin, askNetworkPolicies } from './networkPolicies';
import { askTier } from './tierPolicies';
import { addressBits } from './addressBits';

/** A question of the oracle; ends are `namespace/pod` or an address. */
export interface NaiveQuestion {
  readonly from: string;
  readonly to: string;
  readonly protocol: PortProtocol;
  readonly port: number;
}

/** The answer of one end. */
export interface NaiveAnswer {
  readonly outcome: 'allow' | 'deny';
  readonly certainty: Certainty;
}

/**
 * The network layer, judged packet by packet from manifests: no set, no cache,
 * no order of work but the specification's. Where the specification leaves
 * something open every reading is tried; if they differ the strict one counts,
 * and the certainty says why.
 */
export function judgeNaively(
  cluster: ManifestCluster,
  question: NaiveQuestion,
): Readonly<Record<Direction, NaiveAnswer>> {
  const { protocol, port } = question;
  const flows = endsOf(cluster, question.from).flatMap(from =>
    endsOf(cluster, question.to)
      .filter(to => sameFamily(from, to))
      .map(to => ({ from, to, protocol, port })),
  );
  if (flows.length === 0) throw new Error('the ends have no common family');
  return {
    egress: judgeEnd(cluster, flows, 'egress'),
    ingress: judgeEnd(cluster, flows, 'ingress'),
  };
}

function sameFamily(a: NaiveEnd, b: NaiveEnd): boolean {
  return addressBits(a.address).length === addressBits(b.address).length;
}

/** A dual-stack connection may use either family: as good as the worse one. */
function judgeEnd(
  cluster: ManifestCluster,
  flows: readonly NaiveFlow[],
  direction: Direction,
): NaiveAnswer {
  const answers = flows.map(flow => judgeFlow(cluster, flow, direction));
  const denials = answers.filter(({ outcome }) => outcome === 'deny');
  // One sure denial is enough; to be allowed for sure takes all of them.
  return (
    denials.find(({ certainty }) => certainty === 'spec') ??
    denials.find(({ certainty }) => certainty === 'cni-dependent') ??
    denials[0] ??
    answers.find(({ certainty }) => certainty === 'undefined') ??
    answers.find(({ certainty }) => certainty === 'cni-dependent') ??
    answers[0]
  );
}

function judgeFlow(
  cluster: ManifestCluster,
  flow: NaiveFlow,
  direction: Direction,
): NaiveAnswer {
  const byPlugin = pluginsOf(cluster).map(plugin =>
    possibleAnswers(cluster, flow, direction, plugin),
  );
  const all = new Set(byPlugin.flatMap(answers => [...answers]));
  const subject = direction === 'egress' ? flow.from : flow.to;
  // No plugin is known that binds a pod in its node's network.
  const isOnHost = subject.type === 'pod' && subject.pod.spec.hostNetwork;
  const outcome = all.has('deny') && !isOnHost ? 'deny' : 'allow';
  if (all.size === 1) return { outcome, certainty: 'spec' };
  const tie = byPlugin.some(answers => answers.size > 1);
  return { outcome, certainty: tie ? 'undefined' : 'cni-dependent' };
}

/** Every plugin that the cluster may have. */
function pluginsOf({ ipBlockMatchesPods }: ManifestCluster): Plugin[] {
  const blocks =
    ipBlockMatchesPods === 'unknown' ? [true, false] : [ipBlockMatchesPods];
  return blocks.flatMap(blocksMatchPods =>
    [true, false].map(seesHostPods => ({
      blocksMatchPods,
      seesHostPods,
    })),
  );
}

/** Both answers are possible where the order of two policies is undefined. */
function possibleAnswers(
  cluster: ManifestCluster,
  flow: NaiveFlow,
  direction: Direction,
  plugin: Plugin,
): ReadonlySet<'allow' | 'deny'> {
  const subject = direction === 'egress' ? flow.from : flow.to;
  // Nodes and outside addresses have no policy.
  if (subject.type !== 'pod') return new Set(['allow']);
  // Whatever comes from the pod's own node reaches it: probes must.
  if (direction === 'ingress' && isOnNodeOf(flow.from, subject.pod)) {
    return new Set(['allow']);
  }
  // A pod cannot block access to itself.
  if (
    flow.from.type === 'pod' &&
    flow.to.type === 'pod' &&
    flow.from.pod === flow.to.pod
  ) {
    return new Set(['allow']);
  }
  // The policy API never binds a pod in a node's network. A NetworkPolicy may, if
  // the plugin can tell the pod from the node.
  if (subject.pod.spec.hostNetwork) {
    const answer = plugin.seesHostPods
      ? askNetworkPolicies(cluster, flow, direction, subject.pod, plugin)
      : 'none';
    return new Set([answer === 'deny' ? 'deny' : 'allow']);
  }
  const possible = new Set<'allow' | 'deny'>();
  const admin = askTier(cluster, flow, direction, subject.pod, 'Admin');
  for (const answer of admin.size === 0 ? ['pass' as const] : admin) {
    if (answer !== 'pass') {
      possible.add(answer);
      continue;
    }
    const policies = askNetworkPolicies(
      cluster,
      flow,
      direction,
      subject.pod,
      plugin,
    );
    if (policies !== 'none') {
      possible.add(policies);
      continue;
    }
    const baseline = askTier(cluster, flow, direction, subject.pod, 'Baseline');
    for (const last of baseline.size === 0 ? ['pass' as const] : baseline) {
      possible.add(last === 'deny' ? 'deny' : 'allow');
    }
  }
  return possible;
}

/** The node of a pod, and whatever uses the network of that node. */
function isOnNodeOf(from: NaiveEnd, pod: PodManifest): boolean {
  if (from.type === 'node')
    return from.node.metadata.name === pod.spec.nodeName;
  return (
    from.type === 'pod' &&
    from.pod.spec.hostNetwork === true &&
    from.pod.spec.nodeName === pod.spec.nodeName
  );
}

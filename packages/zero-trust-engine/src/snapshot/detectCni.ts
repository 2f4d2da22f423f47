import { Facts } from './Facts';
import type { Detected, FactSources, Runner } from './detectFacts';

type Cni = Pick<Facts, 'cni' | 'ipBlockMatchesPods'>;

/** How a network plugin shows itself, and how it treats ipBlock. */
interface Signature {
  readonly cni: Facts['cni'];
  readonly ipBlockMatchesPods: boolean | 'unknown';
  readonly shows: (runner: Runner) => boolean;
}

const named =
  (...names: readonly string[]) =>
  (runner: Runner): boolean =>
    names.includes(runner.name) ||
    runner.shape.containers.some(container => names.includes(container.name));

const runsImage =
  (pattern: RegExp) =>
  (runner: Runner): boolean =>
    runner.shape.containers.some(container => pattern.test(container.image));

/**
 * Most telling first. Address-based plugins match pods by ipBlock (spec
 * networkpolicy 1.3); one that only routes enforces nothing.
 */
const signatures: readonly Signature[] = [
  {
    cni: 'cilium',
    ipBlockMatchesPods: false,
    // GKE Dataplane V2 is Cilium under the name `anetd`.
    shows: named('cilium', 'cilium-agent', 'anetd'),
  },
  {
    cni: 'calico',
    ipBlockMatchesPods: true,
    shows: named('calico-node', 'canal'),
  },
  {
    cni: 'other',
    ipBlockMatchesPods: true,
    shows: named(
      'antrea-agent',
      'ovnkube-node',
      'kube-ovn-cni',
      'kube-router',
      'kube-network-policies',
      'weave-net',
    ),
  },
  {
    cni: 'other',
    ipBlockMatchesPods: 'unknown',
    shows: runner => named('azure-npm')(runner) || enforcesOnAws(runner),
  },
  {
    cni: 'none',
    ipBlockMatchesPods: 'unknown',
    shows: runner =>
      named('kube-flannel-ds', 'kube-flannel', 'aws-node')(runner) ||
      runsImage(/\/flannel(:|@|$)/)(runner),
  },
];

/** Whether a runner shows which plugin a cluster has, or with which version. */
export function showsCni(runner: Runner): boolean {
  return (
    signatures.some(({ shows }) => shows(runner)) ||
    named('cilium-agent')(runner)
  );
}

/** AWS' agent enforces only when its flag is on. */
function enforcesOnAws(runner: Runner): boolean {
  return runner.shape.containers.some(
    container =>
      container.name.startsWith('aws-eks-nodeagent') &&
      container.args.some(arg => arg === '--enable-network-policy=true'),
  );
}

/** Kinds that only Cilium itself or its users create. */
const ciliumKinds = [
  'CiliumNode',
  'CiliumEndpoint',
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
];

/**
 * Which plugin enforces policy. Objects of an offline folder seldom include it:
 * then Cilium's own kinds, or the default `other` of a plugin that enforces
 * NetworkPolicy and of which nothing else is known. Where the objects that
 * would show it cannot be read it is unknown.
 */
export function detectCni(from: FactSources): Detected<Cni> {
  for (const { cni, ipBlockMatchesPods, shows } of signatures) {
    const runner = from.runners.find(shows);
    if (runner) return found({ cni, ipBlockMatchesPods }, runner.object);
  }
  const config = from.configMaps.find(map => map.meta.name === 'cilium-config');
  if (config) {
    return found(
      { cni: 'cilium', ipBlockMatchesPods: false },
      `ConfigMap ${config.meta.namespace}/cilium-config`,
    );
  }
  const kind = ciliumKinds.find(key => from.presentKinds.has(key));
  if (kind) {
    return found(
      { cni: 'cilium', ipBlockMatchesPods: false },
      `${kind} objects`,
    );
  }
  if (from.unreadKinds.has('DaemonSet')) {
    return found(
      { cni: 'unknown', ipBlockMatchesPods: 'unknown' },
      'DaemonSet objects that cannot be read',
    );
  }
  return found({ cni: 'other', ipBlockMatchesPods: 'unknown' }, 'default');
}

function found(value: Cni, source: string): Detected<Cni> {
  return { value, sources: { cni: source, ipBlockMatchesPods: source } };
}

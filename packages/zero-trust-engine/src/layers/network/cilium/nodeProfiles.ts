import { matchLabels } from '../../../select/matchLabels';
import { ciliumSettings } from '../../../snapshot/ciliumSettings';
import { CiliumFacts, Facts } from '../../../snapshot/Facts';
import { StringMap } from '../../../snapshot/KubernetesObject';
import { CiliumNodeConfig } from '../../../snapshot/parseCiliumNodeConfig';
import { Snapshot } from '../../../snapshot/Snapshot';
import { KindEnforcement, kindEnforcement } from '../enforcement';
import { CiliumProfile, ciliumProfile } from './CiliumProfile';

/** How some agents may be set: their profile, and which kinds they act on. */
export interface NodeProfile {
  readonly profile: CiliumProfile;
  readonly enforced: KindEnforcement;
}

/** The profiles of a cluster's agents, and why there is more than one. */
export interface NodeProfiles {
  readonly profiles: readonly NodeProfile[];
  /** Nodes differ; or it is not known what they are set to, or what they run. */
  readonly differ: 'per-node' | 'settings-unread' | 'version-unread';
}

/**
 * The profiles that a cluster's agents have: one, unless a CiliumNodeConfig
 * sets those of some nodes otherwise in what verdicts depend on. The one of
 * nodes without such an object is the first, where there are such nodes. What
 * cannot be read may say anything: profiles that answer differently wherever a
 * setting matters stand for all that are possible.
 */
export function nodeProfiles(snapshot: Snapshot): NodeProfiles {
  const { facts } = snapshot;
  const { cilium } = facts;
  if (!cilium) {
    return { profiles: [nodeProfile(facts)], differ: 'per-node' };
  }
  const isUnread =
    cilium.configuration === 'unread' ||
    snapshot.gapsOf('CiliumNodeConfig').length > 0;
  const versions = versionsOf(snapshot);
  const byVersion = versions.length > 1 ? 'version-unread' : 'per-node';
  const settings = [
    ...overridesOf(snapshot, configsOf(snapshot)),
    ...(isUnread ? anySetting : []),
  ];
  const profiles = versions.flatMap(version =>
    settings.map(defaults =>
      nodeProfile({
        ...facts,
        cilium: overridden(ofVersion(facts, cilium, version), defaults),
      }),
    ),
  );
  return {
    profiles: [
      ...new Map(profiles.map(made => [JSON.stringify(made), made])).values(),
    ],
    differ: isUnread ? 'settings-unread' : byVersion,
  };
}

function nodeProfile(facts: Facts): NodeProfile {
  return { profile: ciliumProfile(facts), enforced: kindEnforcement(facts) };
}

/**
 * Settings under which endpoints let everything pass, and let nothing pass, and
 * under which nodes are governed at all: whoever is asked about one that some
 * setting can change gets different answers.
 */
const anySetting: readonly StringMap[] = [
  { 'enable-policy': 'never' },
  {
    'enable-policy': 'always',
    'allow-localhost': 'policy',
    'enable-k8s-networkpolicy': 'false',
    'enable-k8s-cluster-network-policy': 'false',
    'enable-cilium-network-policy': 'false',
    'enable-cilium-clusterwide-network-policy': 'false',
  },
  { 'enable-host-firewall': 'true' },
  { 'enable-host-firewall': 'false' },
];

/** One for each change of behaviour that the engine knows, the newest first. */
const knownVersions = ['1.20', '1.19', '1.18', '1.16'] as const;

/**
 * Agents that cannot be seen may be of any version; where there are only files
 * that leave them out, the newest is meant.
 */
function versionsOf(snapshot: Snapshot): readonly (string | undefined)[] {
  const { version } = snapshot.facts.cilium ?? {};
  const unseen = ['DaemonSet', 'Pod'].some(kind =>
    snapshot.gapsOf(kind).some(gap => !gap.object),
  );
  return version === undefined && unseen ? knownVersions : [version];
}

/** What is stated stands; the agent's own default is its version's. */
function ofVersion(
  { sources }: Facts,
  cilium: CiliumFacts,
  version: string | undefined,
): CiliumFacts {
  if (version === cilium.version) return cilium;
  const isStated = sources['cilium.defaultLocalCluster'] === 'stated';
  const { defaultLocalCluster } = isStated
    ? cilium
    : ciliumSettings(cilium.config, version);
  return { ...cilium, version, defaultLocalCluster };
}

/** Agents read those of their own namespace. */
function configsOf(snapshot: Snapshot): readonly CiliumNodeConfig[] {
  const map = snapshot.configMaps.find(m => m.meta.name === 'cilium-config');
  const namespace = map?.meta.namespace;
  return snapshot
    .objects('CiliumNodeConfig')
    .filter(
      ({ meta }) => namespace === undefined || meta.namespace === namespace,
    );
}

/**
 * What is set otherwise, once for each kind of node. Where not every node is
 * known, there may be one for each object, and one without any.
 */
function overridesOf(
  snapshot: Snapshot,
  configs: readonly CiliumNodeConfig[],
): readonly StringMap[] {
  if (configs.length === 0) return [{}];
  const known =
    snapshot.nodes.length > 0 && snapshot.gapsOf('Node').length === 0;
  const chosen = known
    ? snapshot.nodes.map(({ labels }) =>
        configs.filter(({ nodes }) => !nodes || matchLabels(nodes, labels)),
      )
    : [[], ...configs.map(config => [config]), configs];
  return chosen
    .flatMap(bothOrders)
    .sort((a, b) => Object.keys(a).length - Object.keys(b).length);
}

/** Which of two objects wins on one node is nowhere written. */
function bothOrders(
  configs: readonly CiliumNodeConfig[],
): readonly StringMap[] {
  const all = configs.map(({ defaults }) => defaults);
  return [Object.assign({}, ...all), Object.assign({}, ...[...all].reverse())];
}

/** What is stated stands, unless it is set otherwise. */
function overridden(cilium: CiliumFacts, defaults: StringMap): CiliumFacts {
  const config = { ...cilium.config, ...defaults };
  const read = ciliumSettings(config, cilium.version);
  const isSet = (key: string) => defaults[key] !== undefined;
  return {
    ...cilium,
    config,
    policyMode: isSet('enable-policy') ? read.policyMode : cilium.policyMode,
    hostFirewall: isSet('enable-host-firewall')
      ? read.hostFirewall
      : cilium.hostFirewall,
    clusterName: isSet('cluster-name') ? read.clusterName : cilium.clusterName,
    defaultLocalCluster: isSet('policy-default-local-cluster')
      ? read.defaultLocalCluster
      : cilium.defaultLocalCluster,
  };
}

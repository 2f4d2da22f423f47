import { matchLabels } from '../../../select/matchLabels';
import { ciliumSettings } from '../../../snapshot/ciliumSettings';
import { CiliumFacts } from '../../../snapshot/Facts';
import { StringMap } from '../../../snapshot/KubernetesObject';
import { CiliumNodeConfig } from '../../../snapshot/parseCiliumNodeConfig';
import { Snapshot } from '../../../snapshot/Snapshot';
import { CiliumProfile, ciliumProfile } from './CiliumProfile';

/**
 * The profiles that a cluster's agents have: one, unless a CiliumNodeConfig
 * sets those of some nodes otherwise in what verdicts depend on. The one of
 * nodes without such an object is the first, where there are such nodes.
 */
export function nodeProfiles(snapshot: Snapshot): readonly CiliumProfile[] {
  const { facts } = snapshot;
  const configs = configsOf(snapshot);
  if (!facts.cilium || configs.length === 0) return [ciliumProfile(facts)];
  const { cilium } = facts;
  const profiles = overridesOf(snapshot, configs).map(defaults =>
    ciliumProfile({ ...facts, cilium: overridden(cilium, defaults) }),
  );
  return [
    ...new Map(
      profiles.map(profile => [JSON.stringify(profile), profile]),
    ).values(),
  ];
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

import { Facts } from '../../snapshot/Facts';
import { atLeast } from './cilium/ciliumVersion';

/** Kinds whose enforcement a plugin may lack. */
export type EnforcedKind =
  | 'NetworkPolicy'
  | 'AdminNetworkPolicy'
  | 'BaselineAdminNetworkPolicy'
  | 'ClusterNetworkPolicy';

/** Whether the plugin acts on objects of a kind. */
export type KindEnforcement = Readonly<
  Record<EnforcedKind, boolean | 'unknown'>
>;

/**
 * Which kinds the network plugin enforces. The API server stores every policy;
 * a plugin that does not know the kind ignores it. Which release of Calico or
 * of another plugin runs is not among the facts, so for the policy API's kinds
 * it stays open.
 */
export function kindEnforcement(facts: Facts): KindEnforcement {
  const every = (value: boolean | 'unknown'): KindEnforcement => ({
    NetworkPolicy: value,
    AdminNetworkPolicy: value,
    BaselineAdminNetworkPolicy: value,
    ClusterNetworkPolicy: value,
  });
  const detected = (): KindEnforcement => {
    switch (facts.cni) {
      case 'cilium':
        return ciliumEnforcement(facts);
      case 'none':
        return every(false);
      case 'unknown':
        return every('unknown');
      default:
        return { ...every('unknown'), NetworkPolicy: true };
    }
  };
  return { ...detected(), ...facts.enforces };
}

/** Cilium reads ClusterNetworkPolicy from 1.20 behind a flag, the old kinds never. */
function ciliumEnforcement(facts: Facts): KindEnforcement {
  const config = facts.cilium?.config ?? {};
  const version = facts.cilium?.version;
  const flag = config['enable-k8s-cluster-network-policy'] === 'true';
  return {
    NetworkPolicy: config['enable-k8s-networkpolicy'] !== 'false',
    AdminNetworkPolicy: false,
    BaselineAdminNetworkPolicy: false,
    ClusterNetworkPolicy: flag && atLeast(version, 1, 20),
  };
}

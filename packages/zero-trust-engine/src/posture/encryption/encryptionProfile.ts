import { StringMap } from '../../snapshot/KubernetesObject';
import { Snapshot } from '../../snapshot/Snapshot';
import { NodeEncryptionKind, NodeEncryptionReason } from './NodeEncryption';

/** What a cluster's agents were told about encryption. */
export interface EncryptionProfile {
  readonly source: string;
  readonly by: readonly NodeEncryptionKind[];
  /** Traffic of nodes and of pods in their network as well. */
  readonly coversNodes: boolean;
  /** Names of nodes that `coversNodes` leaves out. */
  readonly optedOut: ReadonlySet<string>;
  /** Why the above does not settle it. */
  readonly doubt?: NodeEncryptionReason;
}

const switches = {
  wireguard: 'enable-wireguard',
  ipsec: 'enable-ipsec',
  ztunnel: 'enable-ztunnel',
} as const satisfies Record<NodeEncryptionKind, string>;

const kinds = ['wireguard', 'ipsec', 'ztunnel'] as const;
const nodeSwitch = 'encrypt-node';
const defaultOptOut = 'node-role.kubernetes.io/control-plane';

/** Read from the agents' configuration; another plugin's is not known here. */
export function encryptionProfile(snapshot: Snapshot): EncryptionProfile {
  const { facts, configMaps } = snapshot;
  const nothing = { by: [], coversNodes: false, optedOut: new Set<string>() };
  if (facts.cni !== 'cilium') {
    const source = facts.sources.cni ?? 'default';
    return { ...nothing, source, doubt: 'plugin-not-read' };
  }
  const map = configMaps.find(({ meta }) => meta.name === 'cilium-config');
  const isStated = facts.sources['cilium.config'] === 'stated';
  if (!map && !isStated) {
    return { ...nothing, source: 'default', doubt: 'config-not-read' };
  }
  const config = facts.cilium?.config ?? {};
  return {
    source: map ? `ConfigMap ${map.meta.namespace}/cilium-config` : 'stated',
    by: kinds.filter(kind => config[switches[kind]] === 'true'),
    coversNodes: config[nodeSwitch] === 'true',
    optedOut: optedOutNodes(snapshot, config),
    ...(isOverridden(snapshot) && { doubt: 'per-node-override' }),
  };
}

/** A CiliumNodeConfig with one of our keys, or one that could not be read. */
function isOverridden(snapshot: Snapshot): boolean {
  const keys: readonly string[] = [...Object.values(switches), nodeSwitch];
  return (
    snapshot.gapsOf('CiliumNodeConfig').length > 0 ||
    snapshot
      .objects('CiliumNodeConfig')
      .some(({ defaults }) => keys.some(key => defaults[key] !== undefined))
  );
}

/** `key` or `key=value`, all of them. */
function optedOutNodes(
  { nodes }: Snapshot,
  config: StringMap,
): ReadonlySet<string> {
  const text = config['node-encryption-opt-out-labels'] ?? defaultOptOut;
  const wanted = text
    .split(',')
    .map(part => part.trim().split('='))
    .filter(([key]) => key !== '');
  return new Set(
    nodes
      .filter(
        ({ labels }) =>
          wanted.length > 0 &&
          wanted.every(([key, value]) =>
            value === undefined
              ? labels[key] !== undefined
              : labels[key] === value,
          ),
      )
      .map(({ name }) => name),
  );
}

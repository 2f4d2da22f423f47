import { formatObjectRef } from '../../refs';
import { Snapshot } from '../../snapshot/Snapshot';
import { encryptionProfile } from '../encryption/encryptionProfile';
import { nodeKeys } from '../encryption/nodeKeys';
import { Part } from './Assessment';
import { Control } from './Control';
import { mappingOf } from './frameworks';

/** The network plugin encrypts what travels between nodes. */
export const nodeEncryption: Control = {
  id: 'node-encryption',
  title: 'Traffic between nodes encrypted, where required',
  why: 'The mesh does not carry UDP, host traffic or pods outside of it. Where the network between nodes is not trusted, only the network plugin can encrypt that.',
  how: "Only where the setting asks for it. Cilium's own configuration (WireGuard or IPsec), and a key on every node it runs on. Where a CiliumNodeConfig sets another value for some nodes, and of other network plugins, it is unknown. Cilium's ztunnel carries TCP of enrolled namespaces alone, and is not enough.",
  layer: 'network',
  scope: 'cluster',
  severity: 'medium',
  mapping: mappingOf({ nist: ['2'], pci: ['4.2.1'] }),
  reasons: {
    'nodes-with-key': 'Nodes whose agent published a key for {by}: {nodes}.',
    'node-without-key': '{node} has no usable key for {by}.',
    'node-without-agent':
      '{node} is no node of Cilium; what it sends is not known.',
    'nodes-not-read': '{by} is on; which nodes have a key could not be read.',
    'ztunnel-only':
      "Only Cilium's ztunnel is on: TCP of enrolled namespaces, and nothing else.",
    off: 'Cilium is told to encrypt nothing.',
    'config-not-read': "Cilium's configuration could not be read.",
    'per-node-override':
      'Some nodes are told otherwise by a CiliumNodeConfig, or it could not be read.',
    'plugin-not-read': 'Whether this network plugin encrypts is not read.',
  },
  assess: ({ snapshot, settings }) => {
    if (!settings.nodeEncryptionRequired) return [];
    const { by, source, doubt } = encryptionProfile(snapshot);
    const object = source.startsWith('ConfigMap') ? { object: source } : {};
    if (doubt) return [{ holds: 'unknown', reason: doubt, ...object }];
    const kind = (['wireguard', 'ipsec'] as const).find(k => by.includes(k));
    if (!kind) {
      const reason = by.includes('ztunnel') ? 'ztunnel-only' : 'off';
      return [{ holds: false, reason, ...object }];
    }
    return partsOf(snapshot, kind, object);
  },
};

/** What is declared is in force where the node's agent has a key. */
function partsOf(
  snapshot: Snapshot,
  kind: 'wireguard' | 'ipsec',
  object: Pick<Part, 'object'>,
): readonly Part[] {
  const params = { by: names[kind] };
  const keys = nodeKeys(snapshot, kind);
  if (!keys) {
    return [{ holds: 'unknown', reason: 'nodes-not-read', ...object, params }];
  }
  const withKey = keys.names.filter(node => keys.ready.has(node));
  const withoutKey = keys.names.filter(node => !keys.ready.has(node));
  const elsewhere = snapshot.nodes.filter(
    ({ name }) => !keys.names.includes(name),
  );
  return [
    ...withoutKey.map(node => partOf(false, 'node-without-key', node, params)),
    ...elsewhere.map(({ name }) =>
      partOf('unknown', 'node-without-agent', name, params),
    ),
    // One line for all that are well: a cluster has many nodes.
    ...(withKey.length > 0
      ? [
          {
            holds: true,
            reason: 'nodes-with-key',
            ...object,
            params: { ...params, nodes: `${withKey.length}` },
          },
        ]
      : []),
  ];
}

function partOf(
  holds: Part['holds'],
  reason: string,
  node: string,
  params: Part['params'],
): Part {
  const object = formatObjectRef({ kind: 'Node', name: node });
  return { holds, reason, object, params: { ...params, node } };
}

const names = { wireguard: 'WireGuard', ipsec: 'IPsec' } as const;

/** What encrypts packets between nodes. None of it proves who a workload is. */
export type NodeEncryptionKind = 'wireguard' | 'ipsec' | 'ztunnel';

/**
 * Whether the network plugin encrypts what a workload sends to other nodes. A
 * fact of its own: it ends at the nodes, says nothing about the caller, and is
 * never counted as mutual TLS.
 */
export interface NodeEncryption {
  readonly state: 'on' | 'off' | 'partial' | 'unknown';
  /** What is switched on, whether it reaches this workload or not. */
  readonly by: readonly NodeEncryptionKind[];
  /** The object that says so, `ConfigMap kube-system/cilium-config`. */
  readonly source: string;
  /** Why it is not simply on or off. */
  readonly reason?: NodeEncryptionReason;
  /** Nodes with a key, of all; for WireGuard and IPsec. */
  readonly nodes?: { readonly ready: number; readonly total: number };
}

/** Stable codes. */
export const nodeEncryptionReasons = [
  'config-not-read',
  'plugin-not-read',
  'nodes-not-read',
  'per-node-override',
  'nodes-without-key',
  'host-network',
  'namespace-not-enrolled',
] as const;

export type NodeEncryptionReason = (typeof nodeEncryptionReasons)[number];

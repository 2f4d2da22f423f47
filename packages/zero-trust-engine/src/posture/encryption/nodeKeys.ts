import { Snapshot } from '../../snapshot/Snapshot';
import { NodeEncryptionKind } from './NodeEncryption';

/** Which nodes can be encrypted to, by name. */
export interface NodeKeys {
  /** All of them. */
  readonly names: readonly string[];
  readonly ready: ReadonlySet<string>;
}

/**
 * Nodes whose agent published a key; undefined when that is not known. With
 * IPsec the index of the key has to be the same on both ends.
 */
export function nodeKeys(
  snapshot: Snapshot,
  kind: Exclude<NodeEncryptionKind, 'ztunnel'>,
): NodeKeys | undefined {
  const nodes = snapshot.objects('CiliumNode');
  if (nodes.length === 0 || snapshot.gapsOf('CiliumNode').length > 0) {
    return undefined;
  }
  const index = commonest(nodes.map(({ ipsecKey }) => ipsecKey));
  const ready = nodes.filter(({ hasWireguardKey, ipsecKey }) =>
    kind === 'wireguard' ? hasWireguardKey : ipsecKey > 0 && ipsecKey === index,
  );
  return {
    names: nodes.map(({ meta }) => meta.name),
    ready: new Set(ready.map(({ meta }) => meta.name)),
  };
}

function commonest(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const number of numbers.filter(n => n > 0)) {
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}

import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** What one node's agent published of the keys that it encrypts with. */
export interface CiliumNode {
  readonly meta: ObjectMeta;
  /** Its public WireGuard key is there, so that others can encrypt to it. */
  readonly hasWireguardKey: boolean;
  /** Index of its IPsec key, 1 to 15; 0 is none. */
  readonly ipsecKey: number;
}

/** cilium.io, CiliumNode. */
export function parseCiliumNode(raw: RawObject): Parsed<CiliumNode> {
  return parseObject(raw, 'cluster', (root, { meta }) => ({
    meta,
    hasWireguardKey: Boolean(meta.annotations['network.cilium.io/wg-pub-key']),
    ipsecKey: root.in('spec', 'encryption', 'key').intOr(0),
  }));
}

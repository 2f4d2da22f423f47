import { Workload, formatAddress } from '@ztn/zero-trust-engine';
import { AddressInterval } from './addressPartition';

/** One end of a listed connection. */
export type Peer =
  | {
      readonly type: 'workload';
      /** `Workload.key`. */
      readonly key: string;
      readonly namespace: string;
      readonly name: string;
    }
  | { readonly type: 'addresses'; readonly interval: AddressInterval }
  | { readonly type: 'ingress-controller' };

/** `namespace/name[Kind]`; what tells variants of one owner apart comes behind. */
export function workloadPeer({ ref, key, variant }: Workload): Peer {
  const behind = variant === undefined ? '' : `[${variant}]`;
  const name = `${ref.namespace}/${ref.name}[${ref.kind}]${behind}`;
  return { type: 'workload', key, namespace: ref.namespace, name };
}

/** A peer as netpol-analyzer's lines name it. */
export function peerName(peer: Peer): string {
  switch (peer.type) {
    case 'workload':
      return peer.name;
    case 'addresses': {
      const { first, last } = peer.interval;
      return `${formatAddress(4, first)}-${formatAddress(4, last)}[External]`;
    }
    case 'ingress-controller':
      return '{ingress-controller}';
    default:
      return peer satisfies never;
  }
}

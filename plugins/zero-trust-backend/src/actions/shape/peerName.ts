import { PermissionPeer } from '@ztn/backstage-plugin-zero-trust-common';

/** The other end of a permission in one text, never longer than a line. */
export function peerName(peer: PermissionPeer): string {
  switch (peer.type) {
    case 'workload':
      return peer.key;
    case 'addresses':
      return rangesText(peer.cidrs);
    case 'fqdn':
      return peer.name;
    case 'reserved':
      return peer.peer;
    default: {
      const never: never = peer;
      return never;
    }
  }
}

function rangesText(cidrs: readonly string[]): string {
  const first = cidrs.slice(0, 10).join(', ');
  return cidrs.length > 10 ? `${first} and ${cidrs.length - 10} more` : first;
}

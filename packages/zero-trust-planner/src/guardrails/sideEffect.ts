import { ClusterChange } from '@ztn/zero-trust-engine';
import { Guardrail } from './Guardrail';

/** Anything that changes and was not asked for. */
export const sideEffect: Guardrail = {
  id: 'side-effect',
  level: 'block',
  fixed: true,
  check({ tried: { effect } }) {
    if (effect.side.length === 0) return [];
    const some = effect.side.slice(0, shown).map(changeWords).join('; ');
    const more = effect.side.length - shown;
    return [
      {
        message: `Other connections would change too: ${some}${
          more > 0 ? `; and ${more} more` : ''
        }.`,
        about: [...new Set(effect.side.map(({ workload }) => workload))],
      },
    ];
  },
};

const shown = 3;

function changeWords({
  type,
  workload,
  peer,
  direction,
  protocol,
  ports,
}: ClusterChange): string {
  const other = peerWords(peer);
  const arrow =
    direction === 'egress'
      ? `${workload} → ${other}`
      : `${other} → ${workload}`;
  const range = ports
    .map(({ first, last }) => (first === last ? first : `${first}-${last}`))
    .join(', ');
  return `${arrow} ${protocol} ${range} ${type}`;
}

function peerWords(peer: ClusterChange['peer']): string {
  switch (peer.type) {
    case 'workload':
      return peer.key;
    case 'addresses':
      return peer.cidrs.slice(0, 2).join(', ');
    case 'fqdn':
      return peer.name;
    default:
      return peer.peer;
  }
}

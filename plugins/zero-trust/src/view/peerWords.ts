import {
  PeerEntity,
  PermissionPeer,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Translate } from './Translate';

/** How the other end of a row is named. */
export interface PeerWords {
  title: string;
  /** A second, quieter line. */
  detail?: string;
  /** Catalog entities that stand for the title, if the reader may see any. */
  entities: readonly PeerEntity[];
  /** Nobody in particular: the Internet or the world. */
  isEveryone: boolean;
}

/** At most this many address ranges are written out. */
const SHOWN_RANGES = 4;

export function peerWords(t: Translate, peer: PermissionPeer): PeerWords {
  switch (peer.type) {
    case 'workload': {
      const name = `${peer.namespace}/${peer.kind}/${peer.name}`;
      const full = peer.variant ? `${name} (${peer.variant})` : name;
      return peer.entities.length > 0
        ? {
            title: peer.name,
            detail: full,
            entities: peer.entities,
            isEveryone: false,
          }
        : {
            title: full,
            detail: t('peer.noEntity'),
            entities: [],
            isEveryone: false,
          };
    }
    case 'addresses':
      return {
        title: peer.internet ? t('peer.internet') : t('peer.addresses'),
        detail: cidrWords(t, peer.cidrs),
        entities: [],
        isEveryone: peer.internet,
      };
    case 'fqdn':
      return {
        title: peer.name,
        detail: t('peer.fqdn'),
        entities: [],
        isEveryone: false,
      };
    case 'reserved':
      return {
        title: t(`peer.reserved.${peer.peer}`),
        entities: [],
        isEveryone: peer.peer === 'world',
      };
    default:
      return peer satisfies never;
  }
}

function cidrWords(t: Translate, cidrs: readonly string[]): string {
  const shown = cidrs.slice(0, SHOWN_RANGES).join(', ');
  const more = cidrs.length - SHOWN_RANGES;
  return more > 0 ? t('peer.moreRanges', { shown, count: more }) : shown;
}

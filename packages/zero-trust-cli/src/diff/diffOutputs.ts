import {
  ClusterChange as Change,
  PermissionTerms as Terms,
} from '@ztn/zero-trust-engine';
import { csv } from '../output/csv';
import { httpText, portsText } from '../output/trafficText';
import { peerText } from '../list/listRows';

const signs = { appears: '+', vanishes: '-', changes: '~' } as const;

/** A line per change: `+ FROM => TO : TCP 80 (allow, mtls)`. */
export function diffText(changes: readonly Change[]): string {
  return changes.map(change => `${lineOf(change)}\n`).join('');
}

function lineOf(change: Change): string {
  const { type, before, after, news } = change;
  const [from, to] = endsOf(change);
  const terms =
    before && after
      ? `${termsText(before)} -> ${termsText(after)}`
      : termsText(after ?? before);
  const told = news.length === 0 ? '' : `, only there: ${news.join(', ')}`;
  return `${signs[type]} ${from} => ${to} : ${traffic(
    change,
  )} (${terms})${told}`;
}

/** The same for programs. */
export function diffJson(changes: readonly Change[]): string {
  const list = changes.map(change => {
    const { type, protocol, ports, before, after, news } = change;
    const [from, to] = endsOf(change);
    return { type, from, to, protocol, ports, before, after, news };
  });
  return `${JSON.stringify(list, null, 2)}\n`;
}

export function diffCsv(changes: readonly Change[]): string {
  return csv(
    ['type', 'from', 'to', 'traffic', 'before', 'after', 'only-there'],
    changes.map(change => [
      change.type,
      ...endsOf(change),
      traffic(change),
      termsText(change.before),
      termsText(change.after),
      change.news.join(' '),
    ]),
  );
}

function endsOf({ workload, peer, direction }: Change): [string, string] {
  const other = peerText(peer);
  return direction === 'egress' ? [workload, other] : [other, workload];
}

function traffic({ protocol, ports }: Change): string {
  return portsText({ protocol, ports });
}

function termsText(terms: Terms | undefined): string {
  if (!terms) return '';
  const { outcome, transport, identity, http } = terms;
  const requests = httpText({ protocol: 'TCP', ports: [], http });
  return [
    outcome,
    transport,
    ...(identity === undefined ? [] : [`as ${identity}`]),
    ...(requests === '' ? [] : [requests]),
  ].join(', ');
}

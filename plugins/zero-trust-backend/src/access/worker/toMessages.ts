import { nameOf, ruleText } from '../git/pullText';
import { RequestEffect, RequestEvent } from '../state/transition';
import { RequestRecord } from '../store/StoredRequest';

/** What one side of a request is told. */
export interface Message {
  readonly to: readonly string[];
  /** Belongs to those, and is told by another message, or did it. */
  readonly except?: string;
  readonly title: string;
  readonly description: string;
  readonly severity: 'normal' | 'high';
}

const words: Partial<Record<RequestEvent, string>> = {
  'pulls-opened': 'waits for review',
  'already-in-git': 'found in Git already',
  'changes-requested': 'changes are asked for',
  approved: 'approved',
  unapproved: 'waits for review again',
  reminded: 'still waits for review',
  edited: 'changed, and waits for review',
  merged: 'merged',
  'merged-unapproved': 'merged without approval',
  closed: 'rejected',
  'part-closed-part-merged': 'merged in part',
  cancelled: 'cancelled',
  superseded: 'replaced by another request',
  expired: 'closed for want of an answer',
  effective: 'in force',
  lost: 'no longer in force',
  failed: 'failed',
};

/** Something passes, or no longer does, that nobody agreed to. */
const grave: readonly RequestEvent[] = [
  'merged-unapproved',
  'part-closed-part-merged',
  'lost',
];

/**
 * Who is told of what happened, and how. A message names the service of its own
 * side alone: not everybody who owns the one may see the other in the catalog.
 */
export function toMessages(
  { request, owners }: RequestRecord,
  event: RequestEvent,
  effects: readonly RequestEffect[],
): readonly Message[] {
  const has = (effect: RequestEffect) =>
    effects.includes(effect) || effects.includes('tell-everybody');
  const { spec, shortId } = request;
  const said = {
    description: spec.rules.map(ruleText).join(', '),
    severity: grave.includes(event) ? ('high' as const) : ('normal' as const),
  };
  const titleOf = (about: string) =>
    `${about}: ${words[event] ?? event} [${shortId}]`;
  const asking = [request.requester, ...request.watchers, ...owners.caller];
  const messages: readonly Message[] = [
    ...(has('tell-requester')
      ? [
          {
            ...said,
            to: [...new Set(asking)],
            title: titleOf(`Access of ${nameOf(spec.caller.entityRef)}`),
          },
        ]
      : []),
    ...(has('tell-owners')
      ? [
          {
            ...said,
            to: [...new Set(owners.callee)],
            except: request.requester,
            title: titleOf(`Access to ${nameOf(spec.callee.entityRef)}`),
          },
        ]
      : []),
  ];
  return messages.filter(({ to }) => to.length > 0);
}

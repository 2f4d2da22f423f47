import { RequestEvent } from '../state/transition';
import { Attention, RequestRecord } from '../store/StoredRequest';
import { ObservedPull } from './observePull';
import { WorkContext } from './WorkContext';

/** What a person must look at while pull requests are open. */
export function attentionOfPulls(
  { request }: RequestRecord,
  changed: string | undefined,
  observed: readonly ObservedPull[],
  { clock }: WorkContext,
): Attention | undefined {
  const found = attentionsOf(changed, observed)[0];
  if (!found) return undefined;
  const same = request.attention?.code === found.code;
  return {
    ...found,
    since:
      same && request.attention
        ? request.attention.since
        : clock().toISOString(),
  };
}

function attentionsOf(
  changed: string | undefined,
  observed: readonly ObservedPull[],
): readonly Omit<Attention, 'since'>[] {
  const blocking = observed
    .flatMap(({ findings }) => findings)
    .filter(({ level }) => level === 'block')
    .map(({ id, message }) => ({
      code: id.toUpperCase().replace(/-/g, '_'),
      message,
    }));
  return [
    ...blocking,
    ...observed.flatMap(({ attention }) => attention ?? []),
    ...(changed === undefined
      ? []
      : [{ code: 'IDENTITY_CHANGED', message: changed }]),
  ];
}

/** What a person must look at once this has happened. */
export function attentionAfter(
  event: RequestEvent,
  attention: Attention | undefined,
  { clock }: WorkContext,
): Attention | undefined {
  return event === 'merged-unapproved'
    ? {
        code: 'UNAPPROVED_MERGE',
        message:
          'it was merged although no owner of the called service had approved that commit',
        since: clock().toISOString(),
      }
    : attention;
}

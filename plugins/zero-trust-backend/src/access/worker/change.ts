import { RequestChange } from '../store/RequestChange';
import { NewEvent, RequestRecord, StoredRequest } from '../store/StoredRequest';
import { RequestEvent, transition } from '../state/transition';
import { rest, StepResult, WorkContext } from './WorkContext';

/** Who does what the work finds. */
export const bySystem = { actor: 'system', actorKind: 'system' } as const;

/** A request with other fields, saved, unless somebody was faster. */
export async function save(
  record: RequestRecord,
  next: Partial<StoredRequest>,
  change: RequestChange,
  { store }: Pick<WorkContext, 'store'>,
): Promise<StepResult> {
  const saved = await store.replace(
    record.request,
    { ...record.request, ...next },
    change,
  );
  if (!saved) return { next: 'outdated' };
  return {
    next: 'again',
    record: {
      ...record,
      request: saved,
      parts: change.parts ?? record.parts,
      approvals: change.approvals ?? record.approvals,
      owners: change.owners ?? record.owners,
    },
  };
}

/**
 * Lets something happen to a request: its state, an entry in its history, what
 * is told and audited. Where the event means nothing, only the rest is saved.
 */
export async function happen(
  record: RequestRecord,
  event: RequestEvent,
  what: {
    readonly next?: Partial<StoredRequest>;
    readonly change?: RequestChange;
    readonly entry: Partial<NewEvent> & { readonly type: string };
  },
  context: WorkContext,
): Promise<StepResult> {
  const { state } = record.request;
  const to = transition(state, event);
  if (!to) return rest;
  const { next = {}, change = {}, entry } = what;
  const result = await save(
    record,
    { attempts: 0, ...next, state: to.state },
    {
      ...change,
      events: [
        ...(change.events ?? []),
        {
          ...bySystem,
          ...(to.state === state
            ? {}
            : { fromState: state, toState: to.state }),
          ...entry,
        },
      ],
    },
    context,
  );
  if (result.next === 'again') {
    await context.news.tell(result.record, event, to.effects);
  }
  return result;
}

/** A time so many milliseconds from now, a fifth sooner or later. */
export function soon(
  ms: number,
  { clock, random }: Pick<WorkContext, 'clock' | 'random'>,
): string {
  const spread = ms * (0.8 + 0.4 * random());
  return new Date(clock().getTime() + spread).toISOString();
}

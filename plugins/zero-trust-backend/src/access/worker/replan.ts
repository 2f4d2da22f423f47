import { RequestRecord } from '../store/StoredRequest';
import { bySystem, happen, save } from './change';
import { readEnds } from './endEntities';
import { StepResult, WorkContext } from './WorkContext';

/**
 * The base moved under a request that is being submitted: planned once more. The
 * same plan goes on from the new base; another one is not what was agreed to.
 */
export async function replan(
  record: RequestRecord,
  context: WorkContext,
): Promise<StepResult> {
  const { request, parts } = record;
  const { spec, ends } = request;
  const entities = await readEnds(record, context);
  const plan =
    entities &&
    (await context.planning.plan({
      spec,
      ends,
      entities,
      requestId: request.id,
    }));
  if (plan?.hash !== request.planHash) {
    const message =
      'the repository changed, and so did the plan: look at a new preview';
    return happen(
      record,
      'failed',
      {
        next: { stateReason: message, nextCheckAt: undefined },
        change: {
          parts: parts.map(part => ({
            ...part,
            error: { code: 'PREVIEW_STALE', message },
          })),
        },
        entry: { type: 'failed', message },
      },
      context,
    );
  }
  return save(
    record,
    { plan, attempts: request.attempts + 1 },
    {
      parts: parts.map((part, index) =>
        part.state === 'pending'
          ? { ...part, baseSha: plan.parts[index]?.baseSha ?? part.baseSha }
          : part,
      ),
      events: [
        {
          ...bySystem,
          type: 'rebased',
          message: 'the repository had changed; the plan is the same',
        },
      ],
    },
    context,
  );
}

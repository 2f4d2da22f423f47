import { RequestFinding } from '@ztn/backstage-plugin-zero-trust-common';
import { goalOf } from '../plan/planRequest';
import { nameOf } from '../service/toManifests';
import { RequestRecord } from '../store/StoredRequest';
import { happen, save, soon } from './change';
import { changeOfEnds, readEnds } from './endEntities';
import { readMerged } from './readMerged';
import { rest, Step, WorkContext } from './WorkContext';

const quickMs = 10 * 60_000;

/**
 * `merged`: what was really merged is read again, judged again, and recorded as
 * what was granted. A reviewer may have narrowed it, or widened it.
 */
export const recordGrant: Step = async (record, context) => {
  const { request } = record;
  const state = context.snapshots.get(request.spec.cluster);
  if (!state.snapshot) return wait(record, context);
  const entities = await readEnds(record, context);
  const merged = await readMerged(record, context);
  const { findings, granted, undecided } = await context.planning.judgeMerged(
    { ...request, entities },
    merged,
  );
  // A cluster that cannot be read just now is asked again before it is an alarm.
  if (undecided && !isLate(record, context)) return wait(record, context);
  const changed = changeOfEnds(record, entities, context);
  const blocking = findings.filter(({ level }) => level === 'block');
  const attention = attentionOf(record, blocking[0], changed, context);
  if (blocking.length > 0) {
    await context.news.audit(
      record,
      'access-request-guardrail-override',
      'critical',
      { guardrails: blocking.map(({ id }) => id).join(',') },
    );
  }
  return happen(
    record,
    'sync-started',
    {
      next: {
        granted: granted.length > 0 ? granted : undefined,
        attention,
        plan: {
          ...request.plan,
          findings: [
            ...request.plan.findings,
            ...findings
              .filter(isNew(request.plan.findings))
              .map(({ about, ...rest_ }) => ({
                ...rest_,
                ...(about ? { about: [...about] } : {}),
              })),
          ],
        },
        nextCheckAt: soon(0, context),
      },
      change: {
        grants: granted.map(rule => ({
          rule,
          objects: merged.objects.map(nameOf),
          state: 'merged',
        })),
        events: blocking.map(({ id, message }) => ({
          actor: 'system',
          actorKind: 'system',
          type: 'guardrail',
          message: `${id}: ${message}`,
        })),
      },
      entry: { type: 'granted' },
    },
    context,
  );
};

/**
 * `syncing`: in force once the cluster has the objects and the engine allows
 * every tuple at every layer.
 */
export const followSync: Step = async (record, context) => {
  const { request } = record;
  const { snapshot } = context.snapshots.get(request.spec.cluster);
  if (!snapshot) return wait(record, context);
  const merged = await readMerged(record, context);
  const rules = request.granted ?? request.spec.rules;
  const { effective, waitingFor } = context.planner.inForce(
    snapshot,
    goalOf({ ...request.spec, rules: [...rules] }, request.ends),
    merged.objects,
  );
  const now = context.clock();
  if (effective) {
    return happen(
      record,
      'effective',
      {
        next: {
          effectiveAt: now.toISOString(),
          waitingFor: undefined,
          attention:
            request.attention?.code === 'SYNC_TIMEOUT'
              ? undefined
              : request.attention,
          nextCheckAt: soon(context.settings.polling.effectiveMs, context),
        },
        change: {
          grants: rules.map(rule => ({
            rule,
            objects: merged.objects.map(nameOf),
            state: 'effective',
          })),
        },
        entry: { type: 'effective' },
      },
      context,
    );
  }
  const age = sinceMerge(record, context);
  const attention =
    request.attention ??
    (isLate(record, context)
      ? {
          code: 'SYNC_TIMEOUT',
          message: lateMessage(waitingFor),
          since: now.toISOString(),
        }
      : undefined);
  const [quick, slow] = context.settings.polling.syncMs;
  const nextCheckAt = soon(age < quickMs ? quick : slow, context);
  const same =
    JSON.stringify(request.waitingFor ?? []) === JSON.stringify(waitingFor) &&
    request.attention?.code === attention?.code;
  if (same) {
    await context.store.leases.postpone(request.id, nextCheckAt);
    return rest;
  }
  const isNewlyLate =
    attention?.code === 'SYNC_TIMEOUT' && request.attention === undefined;
  await save(
    record,
    { waitingFor: [...waitingFor], attention, nextCheckAt, attempts: 0 },
    isNewlyLate
      ? {
          events: [
            {
              actor: 'system',
              actorKind: 'system',
              type: 'late',
              message: attention.message,
            },
          ],
        }
      : {},
    context,
  );
  return rest;
};

/** `effective`: still in force? A rule that vanishes is told, not written anew. */
export const watchGrant: Step = async (record, context) => {
  const { request } = record;
  const nextCheckAt = soon(context.settings.polling.effectiveMs, context);
  const { snapshot } = context.snapshots.get(request.spec.cluster);
  const isLost = request.attention?.code === 'LOST';
  if (!snapshot) {
    await context.store.leases.postpone(request.id, nextCheckAt);
    return rest;
  }
  const rules = request.granted ?? request.spec.rules;
  const { effective, waitingFor } = context.planner.inForce(
    snapshot,
    goalOf({ ...request.spec, rules: [...rules] }, request.ends),
    [],
  );
  // Asked for anew meanwhile: then it is the other request that is in force.
  const isTakenOver =
    isLost && (await context.store.activeBy(request.fingerprint)) !== undefined;
  if (effective && isLost && !isTakenOver) {
    await save(
      record,
      { attention: undefined, waitingFor: undefined, nextCheckAt },
      {
        events: [{ actor: 'system', actorKind: 'system', type: 'effective' }],
      },
      context,
    );
    return rest;
  }
  if (effective || isLost) {
    await context.store.leases.postpone(request.id, nextCheckAt);
    return rest;
  }
  await happen(
    record,
    'lost',
    {
      next: {
        attention: {
          code: 'LOST',
          message:
            'the rule was in force and is no longer: somebody took it back, or another policy denies it',
          since: context.clock().toISOString(),
        },
        waitingFor: [...waitingFor],
        nextCheckAt,
      },
      entry: { type: 'lost' },
    },
    context,
  );
  return rest;
};

/** Milliseconds. */
function sinceMerge(
  { request }: RequestRecord,
  { clock }: WorkContext,
): number {
  const now = clock();
  return now.getTime() - new Date(request.mergedAt ?? now).getTime();
}

const isLate = (record: RequestRecord, context: WorkContext): boolean =>
  sinceMerge(record, context) > context.settings.syncTimeoutMs;

async function wait(record: RequestRecord, context: WorkContext) {
  await context.store.leases.postpone(
    record.request.id,
    soon(context.settings.polling.syncMs[0], context),
  );
  return rest;
}

function attentionOf(
  { request }: RequestRecord,
  blocking: { readonly id: string; readonly message: string } | undefined,
  changed: string | undefined,
  { clock }: WorkContext,
) {
  if (request.attention?.code === 'UNAPPROVED_MERGE') return request.attention;
  const since = clock().toISOString();
  if (blocking) {
    return {
      code: 'MERGED_WIDER',
      message: `what was merged is more than may be given: ${blocking.message}`,
      since,
    };
  }
  return changed === undefined
    ? undefined
    : { code: 'IDENTITY_CHANGED', message: changed, since };
}

const isNew =
  (known: readonly RequestFinding[]) =>
  ({ id, message }: { readonly id: string; readonly message: string }) =>
    !known.some(one => one.id === id && one.message === message);

const lateMessage = (waitingFor: readonly string[]): string =>
  waitingFor.length === 0
    ? 'merged, and not in the cluster yet: look at the GitOps controller'
    : `merged, and not in force yet: ${waitingFor.join(
        ', ',
      )} does not allow it`;

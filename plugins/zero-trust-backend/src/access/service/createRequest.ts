import { CreatedAccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import {
  idempotencyMismatch,
  requestNotFound,
  versionConflict,
} from '../errors';
import { canonical, fingerprintOf, sha256 } from '../plan/fingerprint';
import { resolveEnds } from '../plan/resolveEnds';
import { ownersOf } from '../review/ReviewerDirectory';
import { RequestRecord } from '../store/StoredRequest';
import { Asker, ParsedNewRequest } from './AccessService';
import { newRequest, partsOf, requireSubmittable } from './newRequest';
import { clusterStateOf, shownRequest } from './readRequest';
import { requireRate, requireRoom, requireUncovered } from './requireUnclaimed';
import { ServiceParts } from './ServiceParts';

const dayMs = 24 * 3_600_000;

/** Writes a request down, or joins the one that asks for the same. */
export async function createRequest(
  parts: ServiceParts,
  asked: ParsedNewRequest,
  key: string | undefined,
  asker: Asker,
): Promise<CreatedAccessRequest> {
  const { store, rights, planning, settings, clock } = parts;
  const { spec, submit } = asked;
  const entities = await rights.requireCreate(spec, asker);
  const bodyHash = sha256(canonical(asked));
  const repeated = await requestOfKey(parts, key, bodyHash, asker);
  if (repeated) return repeated;
  await requireRate(parts, asker);
  await requireRoom(parts, entities);
  const ends = resolveEnds(spec, entities, clusterStateOf(parts, spec));
  const same = await store.activeBy(fingerprintOf(spec, ends));
  if (same) return joined(parts, same, asker);
  await requireUncovered(parts, spec);
  const id = store.newId();
  const plan = await planning.plan({ spec, ends, entities, requestId: id });
  if (submit) requireSubmittable(plan, asked, settings);
  const request = newRequest(
    { ...asked, id, ends, plan, requester: asker.userRef },
    clock(),
  );
  const added = await store.add(
    request,
    {
      parts: submit ? partsOf(request, settings) : [],
      owners: {
        caller: ownersOf(entities.caller),
        callee: ownersOf(entities.callee),
      },
      events: [
        {
          actor: asker.userRef,
          actorKind: 'user',
          type: submit ? 'submitted' : 'created',
          toState: request.state,
        },
      ],
    },
    key === undefined
      ? undefined
      : {
          key,
          user: asker.userRef,
          bodyHash,
          expiresAt: new Date(clock().getTime() + dayMs).toISOString(),
        },
  );
  if (!added) {
    // Somebody was faster, with the same request or with the same key.
    const first = await store.activeBy(request.fingerprint);
    if (first) return joined(parts, first, asker);
    const again = await requestOfKey(parts, key, bodyHash, asker);
    if (again) return again;
    throw versionConflict();
  }
  if (submit) parts.worker.hint([id]);
  return { ...(await shownRequest(parts, id, asker)), deduplicated: false };
}

/** The request that was made with the key before; it is the same one. */
async function requestOfKey(
  parts: ServiceParts,
  key: string | undefined,
  bodyHash: string,
  asker: Asker,
): Promise<CreatedAccessRequest | undefined> {
  if (key === undefined) return undefined;
  const known = await parts.store.keys.find(key, asker.userRef);
  if (!known) return undefined;
  if (known.bodyHash !== bodyHash) throw idempotencyMismatch();
  return {
    ...(await shownRequest(parts, known.requestId, asker)),
    deduplicated: true,
  };
}

/** One request for both; whoever comes second is told of it, too. */
async function joined(
  parts: ServiceParts,
  found: RequestRecord,
  asker: Asker,
): Promise<CreatedAccessRequest> {
  const { store } = parts;
  let record: RequestRecord | undefined = found;
  for (let tries = 0; record && tries < 5; tries += 1) {
    const { request }: RequestRecord = record;
    const isKnown =
      request.requester === asker.userRef ||
      request.watchers.includes(asker.userRef);
    const watchers = [...request.watchers, asker.userRef];
    if (isKnown || (await store.replace(request, { ...request, watchers }))) {
      return {
        ...(await shownRequest(parts, request.id, asker)),
        deduplicated: true,
      };
    }
    record = await store.get(request.id);
  }
  throw record ? versionConflict() : requestNotFound();
}

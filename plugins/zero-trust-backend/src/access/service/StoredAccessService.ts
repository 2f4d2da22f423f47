import {
  AccessOptions,
  AccessPreview,
  AccessRequest,
  AccessRequestEvents,
  AccessRequestsResponse,
  AccessSpec,
  CreatedAccessRequest,
} from '@ztn/backstage-plugin-zero-trust-common';
import { clusterUnavailable, invalidInput } from '../../posture/errors';
import { PeerAccess } from '../../posture/PeerAccess';
import { SnapshotStore } from '../../posture/SnapshotStore';
import { AccessSettings } from '../config/AccessSettings';
import {
  conflictOf,
  idempotencyMismatch,
  invalidSpec,
  rateLimited,
  requestNotFound,
  stateConflict,
  versionConflict,
} from '../errors';
import {
  canonical,
  coversRules,
  fingerprintOf,
  sha256,
} from '../plan/fingerprint';
import { RequestPlanner } from '../plan/RequestPlanner';
import { EndEntities, resolveEnds } from '../plan/resolveEnds';
import { ownersOf } from '../review/ReviewerDirectory';
import { pendingStates, transition } from '../state/transition';
import { AccessRequestStore, RequestChange } from '../store/AccessRequestStore';
import { RequestRecord, StoredRequest } from '../store/StoredRequest';
import { RequestWorker } from '../worker/RequestWorker';
import { AccessRights } from './AccessRights';
import {
  AccessService,
  Asker,
  ParsedCancel,
  ParsedChange,
  ParsedNewRequest,
  ParsedOptionsQuery,
  ParsedRequestsQuery,
  ParsedSubmit,
} from './AccessService';
import { actionsIn } from './actionsIn';
import {
  inFull,
  newRequest,
  partsOf,
  requireSubmittable,
  stateOfPlan,
} from './newRequest';
import { optionsFor } from './optionsFor';
import { RateLimiter } from './RateLimiter';
import { toQuery } from './toQuery';
import { toAccessRequest } from './toAccessRequest';
import { toPreview } from './toPreview';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export interface StoredAccessParts {
  readonly store: AccessRequestStore;
  readonly settings: AccessSettings;
  readonly snapshots: SnapshotStore;
  readonly planning: RequestPlanner;
  readonly rights: AccessRights;
  readonly peers: PeerAccess;
  readonly worker: RequestWorker;
  readonly limiter: RateLimiter;
  readonly clock: () => Date;
}

/** Access requests in the database, asked for with the asker's rights. */
export class StoredAccessService implements AccessService {
  constructor(private readonly parts: StoredAccessParts) {}

  async options(
    query: ParsedOptionsQuery,
    asker: Asker,
  ): Promise<AccessOptions> {
    const { rights, snapshots, settings } = this.parts;
    const entities = await rights.ends(query.caller, query.callee, asker);
    const hindrance = await rights.whyNotCreate(entities, asker);
    return optionsFor({
      entities,
      states: snapshots
        .all()
        .filter(
          ({ cluster }) =>
            query.cluster === undefined || query.cluster === cluster,
        ),
      settings,
      hindrance,
    });
  }

  async preview(spec: AccessSpec, asker: Asker): Promise<AccessPreview> {
    this.parts.limiter.take(asker.userRef);
    const entities = await this.parts.rights.requireCreate(spec, asker);
    const ends = resolveEnds(spec, entities, this.stateOf(spec));
    const plan = await this.parts.planning.plan({ spec, ends, entities });
    return toPreview(plan, spec, ends, {
      state: this.stateOf(spec),
      peers: this.parts.peers,
      credentials: asker.credentials,
    });
  }

  async create(
    asked: ParsedNewRequest,
    key: string | undefined,
    asker: Asker,
  ): Promise<CreatedAccessRequest> {
    const { store, rights, planning, settings, clock } = this.parts;
    const { spec, submit } = asked;
    const entities = await rights.requireCreate(spec, asker);
    const bodyHash = sha256(canonical(asked));
    const repeated = await this.repeated(key, bodyHash, asker);
    if (repeated) return repeated;
    await this.requireRate(entities, asker);
    const ends = resolveEnds(spec, entities, this.stateOf(spec));
    const same = await store.activeBy(fingerprintOf(spec, ends));
    if (same) return this.joined(same, asker);
    await this.requireUncovered(spec);
    const id = store.newId();
    const plan = await planning.plan({ spec, ends, entities, requestId: id });
    if (submit) requireSubmittable(plan, asked, settings);
    const request = newRequest(
      { ...asked, id, ends, plan, requester: asker.userRef },
      settings,
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
      if (first) return this.joined(first, asker);
      const again = await this.repeated(key, bodyHash, asker);
      if (again) return again;
      throw versionConflict();
    }
    if (submit) this.parts.worker.hint([id]);
    return { ...(await this.shown(id, asker)), deduplicated: false };
  }

  async list(
    query: ParsedRequestsQuery,
    asker: Asker,
  ): Promise<AccessRequestsResponse> {
    const { store, rights, clock } = this.parts;
    const { page, ...wanted } = toQuery(
      query,
      asker,
      await rights.readFilter(asker),
    );
    // Requests about what the asker may not read are left out of the count, too.
    const entities = await store.entitiesIn(wanted);
    const readable = await rights.readableAmong(entities, asker);
    const { items, total } = await store.list(
      {
        ...wanted,
        hiddenEntities: entities.filter(ref => !readable.has(ref)),
      },
      page,
    );
    const actions = await rights.actionsFor(items, asker);
    const last = items.at(-1)?.request;
    return {
      now: clock().toISOString(),
      items: items.map((record, index) =>
        toAccessRequest(record, actions[index]),
      ),
      totalItems: total,
      ...(last && items.length === page.limit
        ? { nextCursor: page.cursorAfter(last) }
        : {}),
    };
  }

  async get(id: string, asker: Asker): Promise<AccessRequest> {
    return this.shown(id, asker);
  }

  async events(id: string, asker: Asker): Promise<AccessRequestEvents> {
    await this.read(id, asker);
    return { items: [...(await this.parts.store.events(id))] };
  }

  async update(
    id: string,
    { version, ...change }: ParsedChange,
    asker: Asker,
  ): Promise<AccessRequest> {
    const { rights, planning } = this.parts;
    const record = await this.toChange(id, version, 'update', asker);
    const { request } = record;
    const spec = change.spec ?? request.spec;
    const isSame =
      spec.caller.entityRef === request.spec.caller.entityRef &&
      spec.callee.entityRef === request.spec.callee.entityRef;
    if (!isSame) {
      throw invalidSpec('the two ends stay; ask anew for another pair');
    }
    const entities = await rights.ends(
      spec.caller.entityRef,
      spec.callee.entityRef,
      asker,
    );
    this.parts.limiter.take(asker.userRef);
    const ends = resolveEnds(spec, entities, this.stateOf(spec));
    const plan = await planning.plan({ spec, ends, entities, requestId: id });
    const rules = this.parts.settings.rulesOf(spec.cluster);
    await this.replace(
      record,
      {
        ...request,
        spec: inFull(spec, ends),
        ends,
        plan,
        planHash: plan.hash,
        fingerprint: fingerprintOf(spec, ends),
        environment: rules.environment,
        tier: rules.tier,
        requiredApprovals: rules.requiredApprovals,
        justification: change.justification ?? request.justification,
        ticketUrl: change.ticketUrl ?? request.ticketUrl,
        state: stateOfPlan(plan),
      },
      asker,
      { type: 'updated' },
    );
    return this.shown(id, asker);
  }

  async submit(
    id: string,
    { version, previewHash }: ParsedSubmit,
    asker: Asker,
  ): Promise<AccessRequest> {
    const { rights, planning, settings, worker, clock, store } = this.parts;
    const record = await this.toChange(id, version, 'submit', asker);
    const { request } = record;
    const { spec } = request;
    // Whoever submits takes the change upon them: the same rights as to ask.
    const entities = await rights.requireCreate(spec, asker);
    const ends = resolveEnds(spec, entities, this.stateOf(spec));
    const fingerprint = fingerprintOf(spec, ends);
    const same = await store.activeBy(fingerprint);
    if (same) throw await this.covered(same.request);
    await this.requireUncovered(spec);
    const plan = await planning.plan({ spec, ends, entities, requestId: id });
    requireSubmittable(
      plan,
      { previewHash, justification: request.justification },
      settings,
    );
    const now = clock().toISOString();
    const next: StoredRequest = {
      ...request,
      state: 'submitting',
      stateReason: undefined,
      ends,
      plan,
      planHash: plan.hash,
      fingerprint,
      submittedAt: now,
      nextCheckAt: now,
      attempts: 0,
    };
    await this.replace(
      record,
      next,
      asker,
      { type: 'submitted' },
      {
        // A second try goes on with the branches of the first.
        parts: partsOf(next, settings),
        owners: {
          caller: ownersOf(entities.caller),
          callee: ownersOf(entities.callee),
        },
      },
    );
    worker.hint([id]);
    return this.shown(id, asker);
  }

  async cancel(
    id: string,
    { version, reason }: ParsedCancel,
    asker: Asker,
  ): Promise<AccessRequest> {
    const record = await this.toChange(id, version, 'cancel', asker);
    const to = transition(record.request.state, 'cancelled');
    if (!to) throw stateConflict('it can no longer be cancelled');
    await this.replace(
      record,
      {
        ...record.request,
        state: to.state,
        stateReason: reason ?? 'withdrawn by who asked',
        nextCheckAt: this.parts.clock().toISOString(),
        attempts: 0,
      },
      asker,
      { type: 'cancelled' },
    );
    this.parts.worker.hint([id]);
    return this.shown(id, asker);
  }

  async recheck(id: string, asker: Asker): Promise<AccessRequest> {
    this.parts.limiter.take(asker.userRef);
    const { request } = await this.read(id, asker);
    if (!actionsIn(request.state).includes('recheck')) {
      throw stateConflict('there is nothing to look at again');
    }
    await this.parts.worker.process(id);
    return this.shown(id, asker);
  }

  private stateOf({ cluster }: AccessSpec) {
    const { snapshots } = this.parts;
    if (!snapshots.clusters.includes(cluster)) {
      throw invalidInput(`no cluster '${cluster}' is configured`);
    }
    const state = snapshots.get(cluster);
    if (!state.snapshot) throw clusterUnavailable(cluster);
    return state;
  }

  private async read(id: string, asker: Asker): Promise<RequestRecord> {
    return this.parts.rights.requireRead(await this.parts.store.get(id), asker);
  }

  private async shown(id: string, asker: Asker): Promise<AccessRequest> {
    const record = await this.read(id, asker);
    const { request } = record;
    const [actions] = await this.parts.rights.actionsFor([record], asker);
    const preview = await toPreview(request.plan, request.spec, request.ends, {
      state: this.parts.snapshots.get(request.spec.cluster),
      peers: this.parts.peers,
      credentials: asker.credentials,
    });
    return toAccessRequest(record, actions, preview);
  }

  /** The request, for someone who may do that with it now. */
  private async toChange(
    id: string,
    version: number,
    action: 'update' | 'submit' | 'cancel',
    asker: Asker,
  ): Promise<RequestRecord> {
    const record = await this.read(id, asker);
    await this.parts.rights.requireAction(action, record, asker);
    if (record.request.version !== version) throw versionConflict();
    if (!actionsIn(record.request.state).includes(action)) {
      throw stateConflict(
        `a request that is ${record.request.state} cannot be changed so`,
      );
    }
    return record;
  }

  private async replace(
    { request }: RequestRecord,
    next: StoredRequest,
    asker: Asker,
    { type }: { readonly type: string },
    change: RequestChange = {},
  ): Promise<void> {
    const saved = await this.parts.store.replace(request, next, {
      ...change,
      events: [
        {
          actor: asker.userRef,
          actorKind: 'user',
          type,
          fromState: request.state,
          toState: next.state,
          ...(type === 'cancelled' && next.stateReason !== undefined
            ? { message: next.stateReason }
            : {}),
        },
      ],
    });
    if (!saved) throw versionConflict();
  }

  /** The request that was made with the key before; it is the same one. */
  private async repeated(
    key: string | undefined,
    bodyHash: string,
    asker: Asker,
  ): Promise<CreatedAccessRequest | undefined> {
    if (key === undefined) return undefined;
    const known = await this.parts.store.idempotent(key, asker.userRef);
    if (!known) return undefined;
    if (known.bodyHash !== bodyHash) throw idempotencyMismatch();
    return {
      ...(await this.shown(known.requestId, asker)),
      deduplicated: true,
    };
  }

  /** One request for both; whoever comes second is told of it, too. */
  private async joined(
    found: RequestRecord,
    asker: Asker,
  ): Promise<CreatedAccessRequest> {
    const { store } = this.parts;
    let record: RequestRecord | undefined = found;
    for (let tries = 0; record && tries < 5; tries += 1) {
      const { request }: RequestRecord = record;
      const isKnown =
        request.requester === asker.userRef ||
        request.watchers.includes(asker.userRef);
      const watchers = [...request.watchers, asker.userRef];
      if (isKnown || (await store.replace(request, { ...request, watchers }))) {
        return { ...(await this.shown(request.id, asker)), deduplicated: true };
      }
      record = await store.get(request.id);
    }
    throw record ? versionConflict() : requestNotFound();
  }

  /** Throws when an active request allows all of it already. */
  private async requireUncovered(spec: AccessSpec): Promise<void> {
    const active = await this.parts.store.activeBetween({
      caller: spec.caller.entityRef,
      callee: spec.callee.entityRef,
      cluster: spec.cluster,
    });
    const wider = active.find(
      other =>
        other.attention?.code !== 'LOST' &&
        sameEnds(other.spec, spec) &&
        coversRules(other.granted ?? other.spec.rules, spec.rules),
    );
    if (wider) throw await this.covered(wider);
  }

  private async covered({ id, shortId }: StoredRequest): Promise<Error> {
    return conflictOf(
      'ALREADY_COVERED',
      `request ${shortId} asks for all of it already`,
      { id, shortId },
    );
  }

  private async requireRate(
    { caller }: EndEntities,
    { userRef }: Asker,
  ): Promise<void> {
    const { store, settings, clock, limiter } = this.parts;
    limiter.take(userRef);
    const { requestsPerHour, openPerTeam } = settings.rates;
    const since = new Date(clock().getTime() - hourMs);
    if ((await store.countSince(userRef, since)) >= requestsPerHour) {
      throw rateLimited(`at most ${requestsPerHour} requests in an hour`, 3600);
    }
    const waiting = await store.countOfTeam(ownersOf(caller), pendingStates);
    if (waiting >= openPerTeam) {
      throw rateLimited(
        `the team has ${waiting} requests that wait already; at most ${openPerTeam}`,
        3600,
      );
    }
  }
}

function sameEnds(known: AccessSpec, asked: AccessSpec): boolean {
  const { identity } = asked.caller;
  const { workload } = asked.callee;
  return (
    (!identity || canonical(known.caller.identity) === canonical(identity)) &&
    (!workload || canonical(known.callee.workload) === canonical(workload))
  );
}

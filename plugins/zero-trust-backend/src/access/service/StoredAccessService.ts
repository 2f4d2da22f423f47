import {
  AccessOptions,
  AccessPreview,
  AccessRequest,
  AccessRequestEvents,
  AccessRequestsResponse,
  AccessSpec,
  CreatedAccessRequest,
} from '@ztn/backstage-plugin-zero-trust-common';
import { stateConflict } from '../errors';
import { resolveEnds } from '../plan/resolveEnds';
import {
  AccessService,
  Asker,
  ParsedCancel,
  ParsedChange,
  ParsedNewRequest,
  ParsedOptionsQuery,
  ParsedRebase,
  ParsedRequestsQuery,
  ParsedSubmit,
  ParsedSupersede,
} from './AccessService';
import { actionsIn } from './actionsIn';
import { cancelRequest } from './cancelRequest';
import { createRequest } from './createRequest';
import { optionsFor } from './optionsFor';
import { clusterStateOf, readRequest, shownRequest } from './readRequest';
import { rebaseRequest } from './rebaseRequest';
import { ServiceParts } from './ServiceParts';
import { submitRequest } from './submitRequest';
import { supersedeRequest } from './supersedeRequest';
import { toAccessRequest } from './toAccessRequest';
import { toPreview } from './toPreview';
import { toQuery } from './toQuery';
import { updateRequest } from './updateRequest';

/** Access requests in the database, asked for with the asker's rights. */
export class StoredAccessService implements AccessService {
  constructor(private readonly parts: ServiceParts) {}

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
    const ends = resolveEnds(spec, entities, clusterStateOf(this.parts, spec));
    const plan = await this.parts.planning.plan({ spec, ends, entities });
    return toPreview(plan, spec, ends, {
      state: clusterStateOf(this.parts, spec),
      peers: this.parts.peers,
      credentials: asker.credentials,
    });
  }

  async create(
    asked: ParsedNewRequest,
    key: string | undefined,
    asker: Asker,
  ): Promise<CreatedAccessRequest> {
    return createRequest(this.parts, asked, key, asker);
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
    return shownRequest(this.parts, id, asker);
  }

  async events(id: string, asker: Asker): Promise<AccessRequestEvents> {
    await readRequest(this.parts, id, asker);
    return { items: [...(await this.parts.store.events(id))] };
  }

  async update(
    id: string,
    change: ParsedChange,
    asker: Asker,
  ): Promise<AccessRequest> {
    return updateRequest(this.parts, id, change, asker);
  }

  async submit(
    id: string,
    submit: ParsedSubmit,
    asker: Asker,
  ): Promise<AccessRequest> {
    return submitRequest(this.parts, id, submit, asker);
  }

  async rebase(
    id: string,
    rebase: ParsedRebase,
    asker: Asker,
  ): Promise<AccessRequest> {
    return rebaseRequest(this.parts, id, rebase, asker);
  }

  async supersede(
    id: string,
    supersede: ParsedSupersede,
    asker: Asker,
  ): Promise<AccessRequest> {
    return supersedeRequest(this.parts, id, supersede, asker);
  }

  async cancel(
    id: string,
    cancel: ParsedCancel,
    asker: Asker,
  ): Promise<AccessRequest> {
    return cancelRequest(this.parts, id, cancel, asker);
  }

  async recheck(id: string, asker: Asker): Promise<AccessRequest> {
    this.parts.limiter.take(asker.userRef);
    const { request } = await readRequest(this.parts, id, asker);
    if (!actionsIn(request.state).includes('recheck')) {
      throw stateConflict('there is nothing to look at again');
    }
    await this.parts.worker.look(id);
    return shownRequest(this.parts, id, asker);
  }
}

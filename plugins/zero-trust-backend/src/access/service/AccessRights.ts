import { PermissionsService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  BasicPermission,
  PermissionCriteria,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { ConditionTransformer } from '@backstage/plugin-permission-node';
import {
  AccessRequestAction,
  AccessSpec,
  zeroTrustAccessRequestCancelPermission,
  zeroTrustAccessRequestCreatePermission,
  zeroTrustAccessRequestReadPermission,
  zeroTrustAccessRequestUpdatePermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { notAllowed } from '../../posture/errors';
import { MissingEntity } from '../../posture/MissingEntity';
import { ReadableEntities } from '../../posture/ReadableEntities';
import { notOwnerOfCaller, requestNotFound } from '../errors';
import { EndEntities } from '../plan/resolveEnds';
import { ownersOf } from '../review/ReviewerDirectory';
import { RequestFilter } from '../store/RequestFilter';
import { RequestRecord } from '../store/StoredRequest';
import { actionsIn } from './actionsIn';
import { Asker } from './AccessService';

const permissionOf = {
  update: zeroTrustAccessRequestUpdatePermission,
  submit: zeroTrustAccessRequestUpdatePermission,
  rebase: zeroTrustAccessRequestUpdatePermission,
  supersede: zeroTrustAccessRequestUpdatePermission,
  cancel: zeroTrustAccessRequestCancelPermission,
  recheck: zeroTrustAccessRequestReadPermission,
};

/**
 * Who may do what with requests. A permission alone is never enough: whoever
 * writes must own the caller or have asked, also where the permission framework
 * is off; and whoever reads must be allowed to read both ends in the catalog.
 */
export class AccessRights {
  constructor(
    private readonly parts: {
      readonly permissions: PermissionsService;
      readonly catalog: CatalogService;
      readonly readable: ReadableEntities;
      readonly missing: MissingEntity;
      readonly toFilter: ConditionTransformer<RequestFilter>;
    },
  ) {}

  /** Both ends, read with the asker's rights; the same error for either. */
  async ends(
    callerRef: string,
    calleeRef: string,
    { credentials }: Asker,
  ): Promise<EndEntities> {
    const read = async (entityRef: string): Promise<Entity> => {
      const entity = await this.parts.catalog.getEntityByRef(entityRef, {
        credentials,
      });
      if (entity) return entity;
      const error = await this.parts.missing.error(entityRef);
      throw error.name === 'NotFoundError'
        ? Object.assign(error, { code: 'ENTITY_NOT_FOUND' })
        : error;
    };
    return { caller: await read(callerRef), callee: await read(calleeRef) };
  }

  /** Why the asker may not ask for this caller; undefined: it may. */
  async whyNotCreate(
    { caller }: EndEntities,
    { credentials, owns }: Asker,
  ): Promise<'no-permission' | 'not-owner' | undefined> {
    if (
      !(await this.isAllowed(
        zeroTrustAccessRequestCreatePermission,
        credentials,
      ))
    ) {
      return 'no-permission';
    }
    return ownersOf(caller).some(ref => owns.includes(ref))
      ? undefined
      : 'not-owner';
  }

  /** Both ends, for someone who may ask for the caller. */
  async requireCreate(spec: AccessSpec, asker: Asker): Promise<EndEntities> {
    const entities = await this.ends(
      spec.caller.entityRef,
      spec.callee.entityRef,
      asker,
    );
    switch (await this.whyNotCreate(entities, asker)) {
      case 'no-permission':
        throw notAllowed();
      case 'not-owner':
        throw notOwnerOfCaller();
      default:
        return entities;
    }
  }

  /** Which requests the asker may read; undefined: all of them. */
  async readFilter({
    credentials,
  }: Asker): Promise<PermissionCriteria<RequestFilter> | undefined> {
    const [decision] = await this.parts.permissions.authorizeConditional(
      [{ permission: zeroTrustAccessRequestReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return undefined;
      case AuthorizeResult.CONDITIONAL:
        return this.parts.toFilter(decision.conditions);
      default:
        throw notAllowed();
    }
  }

  /** Those of the entities that the asker may read. */
  async readableAmong(
    refs: readonly string[],
    { credentials }: Asker,
  ): Promise<ReadonlySet<string>> {
    return this.parts.readable.among(refs, credentials);
  }

  /** The same answer of a request that is not there. */
  async requireRead(
    record: RequestRecord | undefined,
    asker: Asker,
  ): Promise<RequestRecord> {
    if (!record) throw requestNotFound();
    const { caller, callee } = record.request.spec;
    const refs = [caller.entityRef, callee.entityRef];
    const readable = await this.readableAmong(refs, asker);
    const allowed =
      refs.every(ref => readable.has(ref)) &&
      (await this.isAllowedOn(
        zeroTrustAccessRequestReadPermission,
        record,
        asker,
      ));
    if (!allowed) throw requestNotFound();
    return record;
  }

  /** For someone who may read it already. */
  async requireAction(
    action: keyof typeof permissionOf,
    record: RequestRecord,
    asker: Asker,
  ): Promise<void> {
    const isTheirs = await this.isTheirs(record, asker);
    const permitted =
      isTheirs && (await this.isAllowedOn(permissionOf[action], record, asker));
    if (!permitted) throw notAllowed();
  }

  /** What the asker may do with each of them now. */
  async actionsFor(
    records: readonly RequestRecord[],
    asker: Asker,
  ): Promise<readonly (readonly AccessRequestAction[])[]> {
    const wanted = records.map(record =>
      actionsIn(record.request.state).filter(
        action => action === 'recheck' || isTheirsByRecord(record, asker),
      ),
    );
    const questions = records.flatMap((record, index) =>
      wanted[index].map(action => ({
        permission: permissionOf[action],
        resourceRef: record.request.id,
      })),
    );
    if (questions.length === 0) return wanted;
    const decisions = await this.parts.permissions.authorize(questions, {
      credentials: asker.credentials,
    });
    let place = 0;
    return wanted.map(actions =>
      actions.filter(() => {
        const { result } = decisions[place];
        place += 1;
        return result === AuthorizeResult.ALLOW;
      }),
    );
  }

  /** Ownership as the catalog says now, not as it was written down. */
  private async isTheirs(
    { request }: RequestRecord,
    asker: Asker,
  ): Promise<boolean> {
    if (request.requester === asker.userRef) return true;
    const { caller } = await this.ends(
      request.spec.caller.entityRef,
      request.spec.callee.entityRef,
      asker,
    );
    return ownersOf(caller).some(ref => asker.owns.includes(ref));
  }

  private async isAllowed(
    permission: BasicPermission,
    credentials: Asker['credentials'],
  ): Promise<boolean> {
    const [decision] = await this.parts.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  private async isAllowedOn(
    permission: ResourcePermission,
    { request }: RequestRecord,
    { credentials }: Asker,
  ): Promise<boolean> {
    const [decision] = await this.parts.permissions.authorize(
      [{ permission, resourceRef: request.id }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }
}

const isTheirsByRecord = (
  { request, owners }: RequestRecord,
  { userRef, owns }: Asker,
): boolean =>
  request.requester === userRef ||
  owners.caller.some(ref => owns.includes(ref));

import { PermissionsService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  zeroTrustClusterReadPermission,
  zeroTrustPostureReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { notAllowed } from './errors';
import { MissingEntity } from './MissingEntity';
import { OncePerCaller } from './OncePerCaller';
import {
  AskOptions,
  ParsedJudgeRequest,
  ParsedObjectQuery,
  ParsedPermissionsQuery,
  ParsedReachQuery,
  PostureService,
} from './PostureService';
import { ParsedWhatIfRequest } from './whatIf/WhatIfChange';

/**
 * Lets a question pass only when the caller holds the permission for it, asked
 * with the caller's own credentials. A refusal about an entity is
 * `NotAllowedError` only for someone who may know that the entity exists.
 */
export class AuthorizedPostureService implements PostureService {
  constructor(
    private readonly inner: PostureService,
    private readonly permissionsApi: PermissionsService,
    private readonly catalog: CatalogService,
    private readonly missing: MissingEntity,
    elapsedMs: () => number,
  ) {
    this.granted = new OncePerCaller(elapsedMs);
  }

  private readonly granted: OncePerCaller<true>;

  async posture(entityRef: string, options: AskOptions) {
    await this.requirePostureRead([entityRef], options);
    return this.inner.posture(entityRef, options);
  }

  async permissions(
    entityRef: string,
    query: ParsedPermissionsQuery,
    options: AskOptions,
  ) {
    await this.requirePostureRead([entityRef], options);
    return this.inner.permissions(entityRef, query, options);
  }

  async reach(entityRef: string, query: ParsedReachQuery, options: AskOptions) {
    await this.requirePostureRead([entityRef], options);
    return this.inner.reach(entityRef, query, options);
  }

  async object(
    entityRef: string,
    query: ParsedObjectQuery,
    options: AskOptions,
  ) {
    await this.requirePostureRead([entityRef], options);
    return this.inner.object(entityRef, query, options);
  }

  /** One end must be an entity whose posture the caller may read. */
  async judge(request: ParsedJudgeRequest, options: AskOptions) {
    const entities = [request.from, request.to].flatMap(end =>
      end.type === 'entity' ? [end.entityRef] : [],
    );
    await this.requirePostureRead(entities, options);
    return this.inner.judge(request, options);
  }

  async whatIf(request: ParsedWhatIfRequest, options: AskOptions) {
    await this.requirePostureRead([request.entityRef], options);
    return this.inner.whatIf(request, options);
  }

  async clusters(options: AskOptions) {
    await this.requireBasic(zeroTrustClusterReadPermission, options);
    return this.inner.clusters(options);
  }

  /** At least one of the entities must be permitted. */
  private async requirePostureRead(
    entityRefs: readonly string[],
    { credentials }: AskOptions,
  ): Promise<void> {
    if (entityRefs.some(ref => this.granted.get(credentials, ref))) return;
    const decisions = await this.permissionsApi.authorize(
      entityRefs.map(resourceRef => ({
        permission: zeroTrustPostureReadPermission,
        resourceRef,
      })),
      { credentials },
    );
    const granted = entityRefs.filter(
      (_ref, index) => decisions[index].result === AuthorizeResult.ALLOW,
    );
    for (const ref of granted) this.granted.remember(credentials, ref, true);
    if (granted.length > 0) return;
    for (const entityRef of entityRefs) {
      const entity = await this.catalog.getEntityByRef(entityRef, {
        credentials,
      });
      if (!entity) throw await this.missing.error(entityRef);
    }
    throw notAllowed();
  }

  private async requireBasic(
    permission: BasicPermission,
    { credentials }: AskOptions,
  ): Promise<void> {
    const [decision] = await this.permissionsApi.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) throw notAllowed();
  }
}

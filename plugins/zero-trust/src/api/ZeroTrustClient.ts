import { parseEntityRef } from '@backstage/catalog-model';
import {
  AnswerSchema,
  BackendAccess,
  EvidenceObject,
  evidenceObjectSchema,
  JudgeRequest,
  JudgeResponse,
  judgeResponseSchema,
  ObjectQuery,
  PermissionsQuery,
  PermissionsResponse,
  permissionsResponseSchema,
  PostureResponse,
  postureResponseSchema,
  ReachQuery,
  ReachResponse,
  reachResponseSchema,
  requestJson,
  WhatIfRequest,
  WhatIfResponse,
  whatIfResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ZeroTrustApi, ZeroTrustRequestOptions } from './ZeroTrustApi';

/**
 * Talks to the backend over HTTP. Answers are parsed and never cast: a shape
 * that does not fit is an error, because half-understood posture could look
 * better than it is.
 *
 * @public
 */
export class ZeroTrustClient implements ZeroTrustApi {
  constructor(private readonly options: BackendAccess) {}

  async getPosture(
    entityRef: string,
    options?: ZeroTrustRequestOptions,
  ): Promise<PostureResponse> {
    return this.request(
      `${entityPath(entityRef)}/posture`,
      postureResponseSchema,
      { signal: options?.signal },
    );
  }

  async getPermissions(
    entityRef: string,
    query: PermissionsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<PermissionsResponse> {
    return this.request(
      `${entityPath(entityRef)}/permissions?${searchOf(query)}`,
      permissionsResponseSchema,
      { signal: options?.signal },
    );
  }

  async getReach(
    entityRef: string,
    query: ReachQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<ReachResponse> {
    return this.request(
      `${entityPath(entityRef)}/reach?${searchOf(query)}`,
      reachResponseSchema,
      { signal: options?.signal },
    );
  }

  async getObject(
    entityRef: string,
    query: ObjectQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<EvidenceObject> {
    return this.request(
      `${entityPath(entityRef)}/object?${searchOf(query)}`,
      evidenceObjectSchema,
      { signal: options?.signal },
    );
  }

  async judge(
    request: JudgeRequest,
    options?: ZeroTrustRequestOptions,
  ): Promise<JudgeResponse> {
    return this.post('/v1/connections/judge', judgeResponseSchema, {
      body: request,
      signal: options?.signal,
    });
  }

  async whatIf(
    request: WhatIfRequest,
    options?: ZeroTrustRequestOptions,
  ): Promise<WhatIfResponse> {
    return this.post('/v1/whatif', whatIfResponseSchema, {
      body: request,
      signal: options?.signal,
    });
  }

  private post<T>(
    path: string,
    schema: AnswerSchema<T>,
    { body, signal }: { body: unknown; signal?: AbortSignal },
  ): Promise<T> {
    return this.request(path, schema, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
  }

  private request<T>(
    path: string,
    schema: AnswerSchema<T>,
    init: RequestInit,
  ): Promise<T> {
    return requestJson(this.options, path, schema, init);
  }
}

function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/v1/entities/${[kind, namespace, name]
    .map(encodeURIComponent)
    .join('/')}`;
}

function searchOf(query: Readonly<Record<string, unknown>>): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return search;
}

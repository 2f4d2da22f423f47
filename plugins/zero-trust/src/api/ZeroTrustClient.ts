import { parseEntityRef } from '@backstage/catalog-model';
import { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  JudgeRequest,
  JudgeResponse,
  judgeResponseSchema,
  PermissionsQuery,
  PermissionsResponse,
  permissionsResponseSchema,
  PostureResponse,
  postureResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ZeroTrustApi, ZeroTrustRequestOptions } from './ZeroTrustApi';

interface Schema<T> {
  safeParse(
    input: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: { path: PropertyKey[] }[] } };
}

/**
 * Talks to the backend over HTTP. Answers are parsed and never cast: a shape
 * that does not fit is an error, because half-understood posture could look
 * better than it is.
 *
 * @public
 */
export class ZeroTrustClient implements ZeroTrustApi {
  private readonly discoveryApi: DiscoveryApi;
  private readonly fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.discoveryApi = options.discoveryApi;
    this.fetchApi = options.fetchApi;
  }

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
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') search.set(name, String(value));
    }
    return this.request(
      `${entityPath(entityRef)}/permissions?${search}`,
      permissionsResponseSchema,
      { signal: options?.signal },
    );
  }

  async judge(
    request: JudgeRequest,
    options?: ZeroTrustRequestOptions,
  ): Promise<JudgeResponse> {
    return this.request('/v1/connections/judge', judgeResponseSchema, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      signal: options?.signal,
    });
  }

  private async request<T>(
    path: string,
    schema: Schema<T>,
    init: RequestInit,
  ): Promise<T> {
    const baseUrl = await this.discoveryApi.getBaseUrl('zero-trust');
    const response = await this.fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const parsed = schema.safeParse(await response.json());
    if (!parsed.success) {
      const fields = parsed.error.issues
        .slice(0, 3)
        .map(issue => `'${issue.path.map(String).join('.') || '.'}'`);
      throw new Error(
        `the answer of the zero-trust backend has an unexpected shape at ${fields.join(
          ', ',
        )}; its version may not fit this frontend's`,
      );
    }
    return parsed.data;
  }
}

function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/v1/entities/${[kind, namespace, name]
    .map(encodeURIComponent)
    .join('/')}`;
}

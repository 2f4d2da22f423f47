import { AccessOptions } from '../api/accessOptions';
import type { AccessPreview } from '../api/accessPreview';
import type {
  AccessRequest,
  AccessRequestEvents,
  AccessRequestsQuery,
  AccessRequestsResponse,
  ChangedAccessRequest,
  CreatedAccessRequest,
  NewAccessRequest,
  SupersedingAccessRequest,
} from '../api/accessRequests';
import type { AccessSpecInput } from '../api/accessSpec';
import { AccessApi } from './AccessApi';
import type { AccessSchemas } from './accessSchemas';
import { BackendAccess, requestJson, AnswerSchema } from './requestJson';
import type { ZeroTrustRequestOptions } from './ZeroTrustRequestOptions';

/**
 * Asks the backend over HTTP.
 *
 * @public
 */
export class AccessRequestClient implements AccessApi {
  /**
   * @param schemas - what answers are checked with, once they are needed: a
   * browser loads them late
   */
  constructor(
    private readonly access: BackendAccess,
    private readonly schemas: () => Promise<AccessSchemas>,
  ) {}

  async getOptions(
    query: { caller: string; callee: string; cluster?: string },
    options?: ZeroTrustRequestOptions,
  ): Promise<AccessOptions> {
    const { accessOptionsSchema } = await this.schemas();
    const path = `/options${searchOf(query)}`;
    return this.fetch(path, accessOptionsSchema, options);
  }

  async preview(
    spec: AccessSpecInput,
    options?: ZeroTrustRequestOptions,
  ): Promise<AccessPreview> {
    const { accessPreviewSchema } = await this.schemas();
    return this.send('/preview', accessPreviewSchema, spec, {
      signal: options?.signal,
    });
  }

  async create(
    request: NewAccessRequest,
    options: ZeroTrustRequestOptions & { idempotencyKey: string },
  ): Promise<CreatedAccessRequest> {
    const { createdAccessRequestSchema } = await this.schemas();
    return this.send('', createdAccessRequestSchema, request, {
      signal: options.signal,
      headers: { 'Idempotency-Key': options.idempotencyKey },
    });
  }

  async list(
    query: AccessRequestsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<AccessRequestsResponse> {
    const { accessRequestsResponseSchema } = await this.schemas();
    return this.fetch(searchOf(query), accessRequestsResponseSchema, options);
  }

  async get(
    id: string,
    options?: ZeroTrustRequestOptions,
  ): Promise<AccessRequest> {
    const { accessRequestSchema } = await this.schemas();
    return this.fetch(pathOf(id), accessRequestSchema, options);
  }

  async getEvents(
    id: string,
    options?: ZeroTrustRequestOptions,
  ): Promise<AccessRequestEvents> {
    const { accessRequestEventsSchema } = await this.schemas();
    const path = `${pathOf(id)}/events`;
    return this.fetch(path, accessRequestEventsSchema, options);
  }

  submit(
    id: string,
    change: { version: number; previewHash: string },
  ): Promise<AccessRequest> {
    return this.act(id, 'submit', change);
  }

  async update(
    id: string,
    change: ChangedAccessRequest,
  ): Promise<AccessRequest> {
    const { accessRequestSchema } = await this.schemas();
    return this.send(pathOf(id), accessRequestSchema, change, {
      method: 'PATCH',
    });
  }

  rebase(id: string, change: { version: number }): Promise<AccessRequest> {
    return this.act(id, 'rebase', change);
  }

  supersede(
    id: string,
    change: SupersedingAccessRequest,
  ): Promise<AccessRequest> {
    return this.act(id, 'supersede', change);
  }

  cancel(
    id: string,
    change: { version: number; reason?: string },
  ): Promise<AccessRequest> {
    return this.act(id, 'cancel', change);
  }

  recheck(id: string): Promise<AccessRequest> {
    return this.act(id, 'recheck', {});
  }

  private async act(
    id: string,
    action: 'submit' | 'rebase' | 'supersede' | 'cancel' | 'recheck',
    body: object,
  ): Promise<AccessRequest> {
    const { accessRequestSchema } = await this.schemas();
    return this.send(`${pathOf(id)}/${action}`, accessRequestSchema, body);
  }

  private fetch<T>(
    path: string,
    schema: AnswerSchema<T>,
    options?: ZeroTrustRequestOptions,
  ): Promise<T> {
    return requestJson(this.access, `/v1/access-requests${path}`, schema, {
      signal: options?.signal,
    });
  }

  private send<T>(
    path: string,
    schema: AnswerSchema<T>,
    body: object,
    { method = 'POST', headers = {}, signal }: SendOptions = {},
  ): Promise<T> {
    return requestJson(this.access, `/v1/access-requests${path}`, schema, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal,
    });
  }
}

interface SendOptions extends ZeroTrustRequestOptions {
  readonly method?: 'POST' | 'PATCH';
  readonly headers?: Record<string, string>;
}

const pathOf = (id: string) => `/${encodeURIComponent(id)}`;

function searchOf(query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

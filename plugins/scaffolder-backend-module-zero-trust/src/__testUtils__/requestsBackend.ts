import {
  AccessPreview,
  accessPreviewSchema,
  AccessRequest,
  accessRequestSchema,
  newAccessRequestSchema,
  submitAccessRequestSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { http, HttpResponse } from 'msw';

const root = 'http://backend.test/api/zero-trust/v1/access-requests';

export const aPreview = (change: Partial<AccessPreview> = {}): AccessPreview =>
  accessPreviewSchema.parse({
    hash: 'hash-1',
    outcome: 'change',
    reason: 'a policy must change',
    sentence: 'cart may call payment on TCP 8080 in cluster prod',
    layers: [],
    parts: [],
    manifests: [],
    effect: {
      inboundBefore: 1,
      inboundAfter: 2,
      added: [],
      removed: [],
      hidden: 0,
    },
    findings: [],
    reviewers: [],
    requiredApprovals: 1,
    ...change,
  });

const refused = (
  status: number,
  name: string,
  code: string,
  message: string,
  details?: object,
) =>
  HttpResponse.json(
    {
      error: { name, message, code, ...(details ? { details } : {}) },
      response: { statusCode: status },
    },
    { status },
  );

/**
 * The zero trust backend's side of the conversation, as far as a step has one:
 * requests by their keys, submitted with the hash of the latest preview.
 */
export class RequestsBackend {
  preview = aPreview();
  /** What the next question about a request finds; the last one stays. */
  readonly states: AccessRequest['state'][] = ['submitting', 'open'];
  readonly requests = new Map<string, AccessRequest>();
  readonly authorizations: (string | null)[] = [];
  /** Names of the questions, in order. */
  readonly asked: string[] = [];
  justificationMin = 10;
  private readonly keys = new Map<string, string>();
  private readonly once = new Map<string, () => Response>();

  /** The next question of this name is refused. */
  refuseOnce(name: string, ...refusal: Parameters<typeof refused>): void {
    this.once.set(name, () => refused(...refusal));
  }

  /** A request of somebody's, which is there already. */
  add(change: Partial<AccessRequest> = {}): AccessRequest {
    const id = change.id ?? `request${this.requests.size + 1}`;
    const request = accessRequestSchema.parse({
      id,
      shortId: `short-${id}`,
      version: 1,
      state: 'validated',
      spec: {
        caller: { entityRef: 'component:default/cart' },
        callee: { entityRef: 'component:default/payment' },
        cluster: 'prod',
        rules: [{ port: 8080 }],
      },
      sentence: this.preview.sentence,
      requester: 'user:default/carla',
      watchers: [],
      justification: 'because it has to',
      parts: [],
      approvals: [],
      requiredApprovals: 1,
      findings: [],
      createdAt: '2026-07-01T12:00:00.000Z',
      updatedAt: '2026-07-01T12:00:00.000Z',
      allowedActions: ['update', 'submit', 'cancel'],
      ...change,
    });
    this.requests.set(id, request);
    return request;
  }

  readonly handlers = [
    http.get(`${root}/options`, ({ request }) =>
      this.answer('options', request, () =>
        HttpResponse.json({
          clusters: ['prod'],
          caller: { ref: 'component:default/cart', identities: [] },
          callee: { ref: 'component:default/payment', workloads: [] },
          guardrails: [],
          sources: [],
          justificationMin: this.justificationMin,
          canRequest: true,
        }),
      ),
    ),
    http.post(`${root}/preview`, ({ request }) =>
      this.answer('preview', request, () => HttpResponse.json(this.preview)),
    ),
    http.post(root, ({ request }) =>
      this.answer('create', request, async () => {
        const key = request.headers.get('idempotency-key') ?? '';
        newAccessRequestSchema.parse(await request.json());
        const known = this.keys.get(key);
        const made =
          known === undefined ? this.add() : this.requests.get(known)!;
        this.keys.set(key, made.id);
        return HttpResponse.json(
          { ...made, deduplicated: known !== undefined },
          { status: known === undefined ? 201 : 200 },
        );
      }),
    ),
    http.post(`${root}/:id/submit`, ({ request, params }) =>
      this.answer('submit', request, async () => {
        const known = this.requests.get(String(params.id))!;
        const { previewHash, version } = submitAccessRequestSchema.parse(
          await request.json(),
        );
        if (version !== known.version) {
          return refused(409, 'ConflictError', 'VERSION_CONFLICT', 'changed');
        }
        if (previewHash !== this.preview.hash) {
          return refused(409, 'ConflictError', 'PREVIEW_STALE', 'another plan');
        }
        return HttpResponse.json(this.move(known, 'submitting'));
      }),
    ),
    http.get(`${root}/:id`, ({ request, params }) =>
      this.answer('get', request, () => {
        const known = this.requests.get(String(params.id));
        if (!known) {
          return refused(404, 'NotFoundError', 'ENTITY_NOT_FOUND', 'no such');
        }
        const [next, ...later] = this.states;
        if (later.length > 0) this.states.shift();
        return HttpResponse.json(
          known.state === 'submitting' ? this.move(known, next) : known,
        );
      }),
    ),
  ];

  private move(
    request: AccessRequest,
    state: AccessRequest['state'],
  ): AccessRequest {
    const isOpen = state === 'open';
    const moved: AccessRequest = {
      ...request,
      version: request.version + 1,
      state,
      allowedActions: ['cancel', 'recheck'],
      parts: [
        {
          sourceId: 'policies',
          branch: `zero-trust/ar-${request.shortId}`,
          state: isOpen ? 'open' : 'pending',
          files: [],
          ...(isOpen
            ? {
                pull: {
                  number: 1,
                  url: 'https://git.example.com/shop/policies/pulls/1',
                  title: 'allow cart',
                },
              }
            : {}),
        },
      ],
    };
    this.requests.set(request.id, moved);
    return moved;
  }

  private async answer(
    name: string,
    request: Request,
    reply: () => Response | Promise<Response>,
  ): Promise<Response> {
    this.asked.push(name);
    this.authorizations.push(request.headers.get('authorization'));
    const refuse = this.once.get(name);
    this.once.delete(name);
    return refuse ? refuse() : reply();
  }
}

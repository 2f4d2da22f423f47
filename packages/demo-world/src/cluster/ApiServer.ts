import { IncomingMessage, ServerResponse } from 'node:http';
import { impersonate } from '../auth/impersonate';
import { TokenStore } from '../auth/TokenStore';
import { User } from '../auth/User';
import { reviewKinds } from '../kinds/builtinKinds';
import { ResourceRegistry } from '../kinds/ResourceRegistry';
import { answerPath } from '../protocol/answerPath';
import { handleResource } from '../protocol/handleResource';
import { KubeError } from '../protocol/KubeError';
import { asKubeObject, readBody } from '../protocol/readBody';
import {
  parseRequest,
  RequestInfo,
  ResourceRequest,
} from '../protocol/RequestInfo';
import { answerReview } from '../protocol/reviews';
import { HandlerContext, Reply, Scope } from '../protocol/Scope';
import { authorize } from '../rbac/authorize';
import { forbiddenRequest, requestAttributes } from '../rbac/requestAttributes';
import { errorOf, Faults } from './Faults';
import { issueToken } from './issueToken';
import { RequestLog } from './RequestLog';

/** Everything that answers requests of one cluster. */
export interface ApiServerOptions {
  readonly handler: HandlerContext;
  readonly registry: ResourceRegistry;
  readonly tokens: TokenStore;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** `127.0.0.1:16443`. */
  readonly host: string;
}

const asKubeError = (error: unknown): KubeError =>
  error instanceof KubeError
    ? error
    : new KubeError({
        code: 500,
        reason: 'InternalError',
        message: `Internal error occurred: ${
          error instanceof Error ? error.stack : error
        }`,
      });

const send = (response: ServerResponse, reply: Reply): void => {
  if (response.headersSent || response.destroyed) return;
  const body =
    typeof reply.body === 'string' || Buffer.isBuffer(reply.body)
      ? reply.body
      : `${JSON.stringify(reply.body)}\n`;
  response.writeHead(reply.code, {
    'Content-Type': 'application/json',
    ...reply.headers,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-cache, private',
  });
  response.end(body);
};

/** The HTTP side of a cluster: who asks, may they, what for, and the answer. */
export class ApiServer {
  constructor(private readonly options: ApiServerOptions) {}

  /** Answers one request; never rejects. */
  async respond(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { handler, faults, log, tokens } = this.options;
    const { method = 'GET', url = '/', headers } = request;
    let finish: ReturnType<RequestLog['open']> = () => {};
    try {
      const info = parseRequest(method, url);
      finish = log.open({
        method,
        url,
        resource:
          info.kind === 'resource'
            ? `${info.plural}${info.group ? `.${info.group}` : ''}`
            : '',
        verb: info.verb,
        user: '',
        userAgent: headers['user-agent'] ?? '',
        status: 0,
      });
      const names = this.namesOf(info);
      if ((await this.suffer(names, response)) === 'disconnected') return;
      const user = impersonate(
        tokens.authenticate(headers.authorization),
        request,
        handler.store,
      );
      finish({ user: user.name });
      if (
        faults.isForbidden(names, user.name) ||
        !authorize(handler.store, user, requestAttributes(info)).allowed
      )
        throw forbiddenRequest(user, info);
      const reply =
        info.kind === 'path'
          ? answerPath(
              info.path,
              headers.accept,
              this.options.registry,
              this.options.host,
            )
          : await this.answer(info, user, request, response);
      if (reply) send(response, reply);
      finish({ status: reply?.code ?? response.statusCode });
    } catch (error) {
      const failure = asKubeError(error);
      finish({ status: failure.code });
      send(response, {
        code: failure.code,
        body: failure.toStatus(),
        headers: failure.headers,
      });
    }
  }

  private namesOf(info: RequestInfo): string[] {
    if (info.kind === 'path') return [];
    const { plural, group, version } = info;
    const kind = this.options.registry.find(group, version, plural)?.kind ?? '';
    return [plural, `${plural}.${group}`, kind, `${kind}.${group}`];
  }

  private async suffer(
    names: readonly string[],
    response: ServerResponse,
  ): Promise<'disconnected' | 'survived'> {
    for (const fault of this.options.faults.of(names)) {
      if (fault.type === 'delay')
        await new Promise(done => setTimeout(done, fault.milliseconds));
      if (fault.type === 'status') throw errorOf(fault);
      if (fault.type === 'disconnect') {
        response.destroy();
        return 'disconnected';
      }
    }
    return 'survived';
  }

  private async answer(
    info: ResourceRequest,
    user: User,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Reply | undefined> {
    const { handler, registry, tokens } = this.options;
    const { group, version, plural } = info;
    const review = reviewKinds.find(
      one =>
        one.group === group && one.version === version && one.plural === plural,
    );
    if (review) {
      if (info.verb !== 'create') throw KubeError.methodNotAllowed();
      const body = asKubeObject(await readBody(request));
      const context = { store: handler.store, tokens, user };
      return { code: 201, body: answerReview(review.kind, body, context) };
    }
    const resource = registry.find(group, version, plural);
    if (!resource) throw KubeError.pathNotFound();
    if (resource.kind === 'ServiceAccount' && info.subresource === 'token') {
      const body = asKubeObject(await readBody(request));
      return { code: 201, body: issueToken(body, info, handler, tokens) };
    }
    return handleResource(
      new Scope(handler, resource, info, request, response),
    );
  }
}

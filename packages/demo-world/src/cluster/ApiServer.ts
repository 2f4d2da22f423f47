import { IncomingMessage, ServerResponse } from 'node:http';
import { TokenStore } from '../auth/TokenStore';
import { User } from '../auth/User';
import { reviewKinds } from '../kinds/builtinKinds';
import { ResourceRegistry } from '../kinds/ResourceRegistry';
import { KubeError } from '../protocol/KubeError';
import {
  apiGroup,
  apiGroupList,
  apiResourceList,
  groupDiscoveryList,
} from '../protocol/discovery';
import { wantsAggregatedDiscovery } from '../protocol/negotiate';
import { openApiV2, openApiV3, openApiV3Index } from '../protocol/openapi';
import { asKubeObject, readBody } from '../protocol/readBody';
import { parseRequest, RequestInfo } from '../protocol/RequestInfo';
import {
  HandlerContext,
  Reply,
  ResourceHandler,
} from '../protocol/ResourceHandler';
import { answerReview } from '../protocol/reviews';
import { Attributes, authorize } from '../rbac/authorize';
import { issueToken } from './issueToken';
import { errorOf, Faults } from './Faults';
import { RequestLog } from './RequestLog';

/** Everything that answers requests of one cluster. */
export interface ApiServerOptions {
  readonly handler: HandlerContext;
  readonly registry: ResourceRegistry;
  readonly tokens: TokenStore;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly url: () => string;
}

/** Paths that everybody may read, as the bootstrap policy of Kubernetes has it. */
const publicPaths = /^\/(healthz|livez|readyz|version)(\/|$)/;
/** What any recognised user may read so that clients can find their way. */
const discoveryPaths = /^\/(api|apis|openapi)(\/|$)|^\/$/;

const attributesOf = (info: RequestInfo): Attributes =>
  info.kind === 'path'
    ? { kind: 'path', verb: info.verb, path: info.path }
    : {
        kind: 'resource',
        verb: info.verb,
        group: info.group,
        resource: info.subresource
          ? `${info.plural}/${info.subresource}`
          : info.plural,
        namespace: info.namespace,
        name: info.name ?? info.selectedName,
      };

const deniedMessage = (user: User, info: RequestInfo): KubeError => {
  if (info.kind === 'path')
    return KubeError.forbidden(
      { plural: '', group: '' },
      '',
      `forbidden: User "${user.name}" cannot ${info.verb} path "${info.path}"`,
    );
  const resource = info.subresource
    ? `${info.plural}/${info.subresource}`
    : info.plural;
  const scope =
    info.namespace && info.plural !== 'namespaces'
      ? `in the namespace "${info.namespace}"`
      : 'at the cluster scope';
  const subject = `${info.plural}${info.group ? `.${info.group}` : ''}`;
  return KubeError.forbidden(
    info,
    info.name ?? '',
    `${subject}${info.name ? ` "${info.name}"` : ''} is forbidden: User "${
      user.name
    }" cannot ${info.verb} resource "${resource}" in API group "${
      info.group
    }" ${scope}`,
  );
};

/** The HTTP side of a cluster: who asks, may they, what for, and the answer. */
export class ApiServer {
  constructor(private readonly options: ApiServerOptions) {}

  /** Answers one request; never rejects. */
  async respond(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const method = request.method ?? 'GET';
    const url = request.url ?? '/';
    let finish: ReturnType<RequestLog['open']> = () => {};
    try {
      const info = parseRequest(method, url);
      finish = this.options.log.open({
        method,
        url,
        resource:
          info.kind === 'resource'
            ? `${info.plural}${info.group ? `.${info.group}` : ''}`
            : '',
        verb: info.verb,
        user: '',
        userAgent: request.headers['user-agent'] ?? '',
        status: 0,
      });
      const names = this.namesOf(info);
      if ((await this.suffer(names, response)) === 'disconnected') return;
      const user = this.userOf(request);
      finish({ user: user.name });
      this.permit(user, info, names);
      const reply = await this.answer(info, user, request, response);
      if (reply) this.send(response, reply);
      finish({ status: reply?.code ?? response.statusCode });
    } catch (error) {
      const failure =
        error instanceof KubeError
          ? error
          : new KubeError({
              code: 500,
              reason: 'InternalError',
              message: `Internal error occurred: ${
                error instanceof Error ? error.stack : error
              }`,
            });
      finish({ status: failure.code });
      this.send(response, {
        code: failure.code,
        body: failure.toStatus(),
        headers: failure.headers,
      });
    }
  }

  private namesOf(info: RequestInfo): string[] {
    if (info.kind === 'path') return [];
    const kind =
      this.options.registry.find(info.group, info.version, info.plural)?.kind ??
      '';
    const { plural, group } = info;
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

  private userOf(request: IncomingMessage): User {
    const user = this.options.tokens.authenticate(
      request.headers.authorization,
    );
    const as = request.headers['impersonate-user'];
    if (typeof as !== 'string') return user;
    const { store } = this.options.handler;
    const groups = request.headersDistinct['impersonate-group'] ?? [];
    for (const [resource, name] of [
      ['users', as],
      ...groups.map(group => ['groups', group]),
    ]) {
      const asked: Attributes = {
        kind: 'resource',
        verb: 'impersonate',
        group: '',
        resource,
        name,
      };
      if (!authorize(store, user, asked).allowed)
        throw KubeError.forbidden(
          { plural: resource, group: '' },
          name,
          `${resource} "${name}" is forbidden: User "${user.name}" cannot impersonate resource "${resource}" in API group "" at the cluster scope`,
        );
    }
    const account = /^system:serviceaccount:([^:]+):[^:]+$/.exec(as);
    return {
      name: as,
      groups: [
        ...groups,
        ...(account
          ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]}`]
          : []),
        'system:authenticated',
      ],
    };
  }

  private permit(
    user: User,
    info: RequestInfo,
    names: readonly string[],
  ): void {
    const authenticated = user.groups.includes('system:authenticated');
    if (info.kind === 'path') {
      if (publicPaths.test(info.path)) return;
      if (authenticated && discoveryPaths.test(info.path)) return;
    }
    const { store } = this.options.handler;
    // Everyone who is recognised may ask what they may do (system:basic-user).
    if (
      authenticated &&
      info.kind === 'resource' &&
      info.verb === 'create' &&
      info.plural.startsWith('selfsubject')
    )
      return;
    if (
      this.options.faults.isForbidden(names, user.name) ||
      !authorize(store, user, attributesOf(info)).allowed
    )
      throw deniedMessage(user, info);
  }

  private async answer(
    info: RequestInfo,
    user: User,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Reply | undefined> {
    if (info.kind === 'path')
      return this.answerPath(info.path, request.headers.accept);
    const { handler, registry, tokens } = this.options;
    const review = reviewKinds.find(
      one =>
        one.group === info.group &&
        one.version === info.version &&
        one.plural === info.plural,
    );
    if (review) {
      if (info.verb !== 'create') throw KubeError.methodNotAllowed();
      const body = asKubeObject(await readBody(request));
      return {
        code: 201,
        body: answerReview(review.kind, body, {
          store: handler.store,
          tokens,
          user,
        }),
      };
    }
    const resource = registry.find(info.group, info.version, info.plural);
    if (!resource) throw KubeError.pathNotFound();
    if (resource.kind === 'ServiceAccount' && info.subresource === 'token') {
      const body = asKubeObject(await readBody(request));
      return { code: 201, body: issueToken(body, info, handler, tokens) };
    }
    return new ResourceHandler(
      handler,
      resource,
      info,
      request,
      response,
    ).handle();
  }

  private answerPath(path: string, accept: string | undefined): Reply {
    const { registry } = this.options;
    const served = registry.all();
    const aggregated = wantsAggregatedDiscovery(accept);
    const found = (body: unknown): Reply => {
      if (body === undefined) throw KubeError.pathNotFound();
      return { code: 200, body };
    };
    const trimmed = path.replace(/\/+$/, '');
    if (trimmed === '/version')
      return found({
        major: '1',
        minor: '36',
        gitVersion: 'v1.36.2',
        gitCommit: '',
        gitTreeState: 'clean',
        buildDate: '2025-01-01T00:00:00Z',
        goVersion: '',
        compiler: '',
        platform: 'linux/amd64',
      });
    if (/^\/(healthz|livez|readyz)(\/.*)?$/.test(trimmed))
      return {
        code: 200,
        body: 'ok',
        headers: { 'Content-Type': 'text/plain' },
      };
    if ((trimmed === '/api' || trimmed === '/apis') && aggregated)
      return {
        code: 200,
        body: groupDiscoveryList(served, trimmed, aggregated),
        headers: {
          'Content-Type': `application/json;g=apidiscovery.k8s.io;v=${aggregated};as=APIGroupDiscoveryList`,
        },
      };
    if (trimmed === '/api')
      return found({
        kind: 'APIVersions',
        versions: ['v1'],
        serverAddressByClientCIDRs: [
          {
            clientCIDR: '0.0.0.0/0',
            serverAddress: new URL(this.options.url()).host,
          },
        ],
      });
    if (trimmed === '/apis') return found(apiGroupList(served));
    if (trimmed === '/openapi/v2') {
      // Without protobuf an old client must hear that, not get JSON it cannot read.
      if (accept?.includes('protobuf') && !accept.includes('json'))
        throw new KubeError({
          code: 406,
          reason: 'NotAcceptable',
          message:
            'only the following media types are accepted: application/json',
        });
      return found(openApiV2(served, registry.schemas));
    }
    if (trimmed === '/openapi/v3') return found(openApiV3Index(served));
    const [, root, first, second, ...more] = trimmed.split('/');
    if (root === 'openapi' && first === 'v3')
      return found(
        openApiV3(served, registry.schemas, [second, ...more].join('/')),
      );
    if (root === 'api' && first && !second)
      return found(apiResourceList(served, '', first));
    if (root === 'apis' && first && !second)
      return found(apiGroup(served, first));
    if (root === 'apis' && second && more.length === 0)
      return found(apiResourceList(served, first, second));
    if (trimmed === '')
      return found({
        paths: [
          '/api',
          '/api/v1',
          '/apis',
          '/healthz',
          '/livez',
          '/openapi/v2',
          '/openapi/v3',
          '/readyz',
          '/version',
        ],
      });
    throw KubeError.pathNotFound();
  }

  private send(response: ServerResponse, reply: Reply): void {
    if (response.headersSent || response.destroyed) return;
    const type = reply.headers?.['Content-Type'] ?? 'application/json';
    const body =
      typeof reply.body === 'string'
        ? reply.body
        : `${JSON.stringify(reply.body)}\n`;
    response.writeHead(reply.code, {
      ...reply.headers,
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-cache, private',
    });
    response.end(body);
  }
}

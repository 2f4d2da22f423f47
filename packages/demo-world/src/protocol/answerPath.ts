import { ResourceRegistry } from '../kinds/ResourceRegistry';
import {
  apiGroup,
  apiGroupList,
  apiResourceList,
  groupDiscoveryList,
} from './discovery';
import { KubeError } from './KubeError';
import { wantsAggregatedDiscovery } from './negotiate';
import {
  openApiV2,
  openApiV2Protobuf,
  openApiV3,
  openApiV3Index,
} from './openapi';
import { Reply } from './Scope';

const version = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.2',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
};

const paths = [
  '/api',
  '/api/v1',
  '/apis',
  '/healthz',
  '/livez',
  '/openapi/v2',
  '/openapi/v3',
  '/readyz',
  '/version',
];

const protobufV2 = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

const found = (body: unknown): Reply => {
  if (body === undefined) throw KubeError.pathNotFound();
  return { code: 200, body };
};

const aggregated = (
  registry: ResourceRegistry,
  root: '/api' | '/apis',
  apiVersion: 'v2' | 'v2beta1',
): Reply => ({
  code: 200,
  body: groupDiscoveryList(registry.all(), root, apiVersion),
  headers: {
    'Content-Type': `application/json;g=apidiscovery.k8s.io;v=${apiVersion};as=APIGroupDiscoveryList`,
  },
});

const answerOpenApi = (
  registry: ResourceRegistry,
  edition: string,
  rest: string,
  accept: string | undefined,
): Reply => {
  const served = registry.all();
  if (edition === 'v3')
    return found(
      rest ? openApiV3(served, registry.schemas, rest) : openApiV3Index(served),
    );
  if (edition !== 'v2' || rest) throw KubeError.pathNotFound();
  // kubectl asks in protobuf only, and only for what it does not find in v3.
  if (accept?.includes('protobuf') && !accept.includes('json'))
    return {
      code: 200,
      body: openApiV2Protobuf(),
      headers: { 'Content-Type': protobufV2 },
    };
  return found(openApiV2(served, registry.schemas));
};

/** Answers what is not about objects: version, health, discovery and OpenAPI. */
export const answerPath = (
  path: string,
  accept: string | undefined,
  registry: ResourceRegistry,
  host: string,
): Reply => {
  const served = registry.all();
  const [root = '', first, second, ...more] = path.split('/').filter(Boolean);
  const edition = wantsAggregatedDiscovery(accept);
  switch (root) {
    case '':
      return found({ paths });
    case 'version':
      return found(version);
    case 'healthz':
    case 'livez':
    case 'readyz':
      return {
        code: 200,
        body: 'ok',
        headers: { 'Content-Type': 'text/plain' },
      };
    case 'openapi':
      return answerOpenApi(
        registry,
        first ?? '',
        [second, ...more].filter(Boolean).join('/'),
        accept,
      );
    case 'api':
      if (first)
        return found(second ? undefined : apiResourceList(served, '', first));
      return edition
        ? aggregated(registry, '/api', edition)
        : found({
            kind: 'APIVersions',
            versions: ['v1'],
            serverAddressByClientCIDRs: [
              { clientCIDR: '0.0.0.0/0', serverAddress: host },
            ],
          });
    case 'apis':
      if (more.length) throw KubeError.pathNotFound();
      if (first)
        return found(
          second
            ? apiResourceList(served, first, second)
            : apiGroup(served, first),
        );
      return edition
        ? aggregated(registry, '/apis', edition)
        : found(apiGroupList(served));
    default:
      throw KubeError.pathNotFound();
  }
};

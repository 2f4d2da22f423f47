import {
  CidrRange,
  StringMatcher,
  ValueMatcher,
  inRange,
  matchString,
  matchUriTemplate,
  matchValue,
} from './envoyMatchers';
import { GoldenRequest } from './GoldenRequest';

/** Envoy's RBAC Permission or Principal: one of the forms. */
export interface RbacNode {
  readonly any?: true;
  readonly andRules?: { readonly rules: readonly RbacNode[] };
  readonly orRules?: { readonly rules: readonly RbacNode[] };
  readonly notRule?: RbacNode;
  readonly andIds?: { readonly ids: readonly RbacNode[] };
  readonly orIds?: { readonly ids: readonly RbacNode[] };
  readonly notId?: RbacNode;
  readonly authenticated?: { readonly principalName: StringMatcher };
  readonly directRemoteIp?: CidrRange;
  readonly remoteIp?: CidrRange;
  readonly destinationIp?: CidrRange;
  readonly destinationPort?: number;
  readonly requestedServerName?: StringMatcher;
  readonly header?: {
    readonly name: string;
    readonly stringMatch?: StringMatcher;
    readonly presentMatch?: true;
    /** As older proxies had it. */
    readonly safeRegexMatch?: StringMatcher['safeRegex'];
  };
  readonly urlPath?: { readonly path: StringMatcher };
  readonly uriTemplate?: {
    readonly typedConfig: { readonly pathTemplate: string };
  };
  readonly metadata?: {
    readonly filter: string;
    readonly path: readonly { readonly key: string }[];
    readonly value: ValueMatcher;
  };
}

export interface RbacPolicy {
  readonly permissions: readonly RbacNode[];
  readonly principals: readonly RbacNode[];
}

export interface RbacRules {
  /** ALLOW where absent. */
  readonly action?: 'ALLOW' | 'DENY' | 'LOG';
  readonly policies?: Readonly<Record<string, RbacPolicy>>;
}

/** A filter of a chain, as the goldens write it. */
export interface EnvoyFilterConfig {
  readonly name: string;
  readonly typedConfig: {
    /** Absent: nothing is enforced. Empty: an ALLOW that matches nothing. */
    readonly rules?: RbacRules;
    readonly shadowRules?: RbacRules;
    readonly filterEnabledMetadata?: {
      readonly value: { readonly stringMatch: StringMatcher };
    };
  };
}

/** What a request does not say and a filter reads all the same. */
export interface World {
  /** The text in metadata of a filter other than the JWT filter. */
  readonly metadata: string;
  readonly authorizer: 'allows' | 'refuses';
}

/** Whether a chain of filters lets a request through. */
export function passesFilters(
  filters: readonly EnvoyFilterConfig[],
  request: GoldenRequest,
  world: World,
): boolean {
  let shadow: string | undefined;
  return filters.every(({ name, typedConfig }) => {
    if (name.endsWith('.ext_authz')) {
      const enabled = typedConfig.filterEnabledMetadata;
      if (!enabled) throw new Error('an authorizer that is always asked');
      const asked =
        shadow !== undefined && matchString(enabled.value.stringMatch, shadow);
      return !asked || world.authorizer === 'allows';
    }
    if (!name.endsWith('.rbac')) throw new Error(`unknown filter '${name}'`);
    const { rules, shadowRules } = typedConfig;
    shadow = shadowRules && matchingPolicy(shadowRules, request, world);
    if (!rules || rules.action === 'LOG') return true;
    const matched = matchingPolicy(rules, request, world) !== undefined;
    return rules.action === 'DENY' ? !matched : matched;
  });
}

/** The first policy that matches; Envoy keeps them sorted by name. */
function matchingPolicy(
  { policies = {} }: RbacRules,
  request: GoldenRequest,
  world: World,
): string | undefined {
  const matches = (node: RbacNode) => matchNode(node, request, world);
  return Object.keys(policies)
    .sort()
    .find(
      id =>
        policies[id].permissions.some(matches) &&
        policies[id].principals.some(matches),
    );
}

function matchNode(
  node: RbacNode,
  request: GoldenRequest,
  world: World,
): boolean {
  const matches = (child: RbacNode) => matchNode(child, request, world);
  const { identity, http } = request;
  if (node.any) return true;
  if (node.andRules) return node.andRules.rules.every(matches);
  if (node.orRules) return node.orRules.rules.some(matches);
  if (node.notRule) return !matches(node.notRule);
  if (node.andIds) return node.andIds.ids.every(matches);
  if (node.orIds) return node.orIds.ids.some(matches);
  if (node.notId) return !matches(node.notId);
  if (node.authenticated) {
    const { principalName } = node.authenticated;
    return (
      identity !== undefined &&
      matchString(principalName, `spiffe://${identity}`)
    );
  }
  // No forwarded header is ever sent, so both are the direct address.
  const source = node.directRemoteIp ?? node.remoteIp;
  if (source) return inRange(source, request.sourceIp);
  if (node.destinationIp) {
    return inRange(node.destinationIp, request.destinationIp);
  }
  if (node.destinationPort !== undefined) {
    return node.destinationPort === request.port;
  }
  if (node.requestedServerName) {
    return matchString(node.requestedServerName, request.sni);
  }
  if (node.header) return matchHeader(node.header, http);
  const path = http?.path.split(/[?#]/, 1)[0];
  if (node.urlPath) {
    return path !== undefined && matchString(node.urlPath.path, path);
  }
  if (node.uriTemplate) {
    const { pathTemplate } = node.uriTemplate.typedConfig;
    return path !== undefined && matchUriTemplate(pathTemplate, path);
  }
  if (node.metadata) {
    const { filter, path: keys, value } = node.metadata;
    return filter === 'envoy.filters.http.jwt_authn'
      ? matchValue(value, valueAt({ payload: request.claims }, keys))
      : matchValue(value, world.metadata);
  }
  throw new Error(`not an RBAC node: ${JSON.stringify(node)}`);
}

function matchHeader(
  matcher: NonNullable<RbacNode['header']>,
  http: GoldenRequest['http'],
): boolean {
  const text = http && headerOf(http, matcher.name.toLowerCase());
  if (text === undefined) return false;
  if (matcher.presentMatch) return true;
  return matchString(
    matcher.stringMatch ?? { safeRegex: matcher.safeRegexMatch },
    text,
  );
}

function headerOf(
  { method, path, host, headers }: NonNullable<GoldenRequest['http']>,
  name: string,
): string | undefined {
  switch (name) {
    case ':method':
      return method;
    case ':path':
      return path;
    case ':authority':
      return host;
    default:
      return Object.entries(headers).find(
        ([key]) => key.toLowerCase() === name,
      )?.[1];
  }
}

function valueAt(
  root: unknown,
  keys: readonly { readonly key: string }[],
): unknown {
  return keys.reduce<unknown>(
    (at, { key }) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? Reflect.get(at, key)
        : undefined,
    root,
  );
}

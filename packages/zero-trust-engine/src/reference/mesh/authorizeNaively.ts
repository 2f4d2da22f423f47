import { attaches } from './attachNaively';
import { Asked, NaiveHop, NaiveRequest } from './hops';
import {
  AuthorizationPolicy,
  MeshManifests,
  all,
  grpcAuthorizer,
  httpAuthorizer,
} from './manifests';
import { identityOf } from './planeNaively';
import { ruleMatches } from './ruleNaively';
import { waypointsBefore } from './waypointNaively';

export type NaiveOutcome = 'allow' | 'deny' | 'conditional' | 'unknown';

/**
 * Istio, authorization at one hop: a token that is there must be accepted;
 * "CUSTOM, then DENY, then ALLOW"; without any ALLOW policy the rest passes.
 */
export function authorizeNaively(
  mesh: MeshManifests,
  hop: NaiveHop,
  request: NaiveRequest,
): NaiveOutcome {
  const { token } = request;
  const issuers =
    hop.reading === 'http' && hop.point !== 'grpc'
      ? issuersAt(mesh, hop)
      : undefined;
  if (token && issuers?.includes(token.iss) === false) return 'deny';
  const asked: Asked = {
    mesh,
    hop,
    request,
    ...(token && issuers
      ? { requestPrincipal: `${token.iss}/${token.sub}` }
      : {}),
  };
  const attached = all(mesh, 'AuthorizationPolicy').filter(policy =>
    attaches(mesh, policy, hop),
  );
  const enforced = attached.filter(p => hop.point === 'grpc' || !isDryRun(p));
  const matches = (policy: AuthorizationPolicy) =>
    policy.spec.rules?.some(rule => ruleMatches(policy, rule, asked)) ?? false;
  const of = (action: string) =>
    enforced.filter(({ spec }) => (spec.action ?? 'ALLOW') === action);
  if (of('DENY').some(matches)) return 'deny';
  const custom = customAnswer(attached.filter(isCustom), hop, matches);
  if (custom === 'deny') return 'deny';
  if (!isAllowed(of('ALLOW'), asked, matches)) return 'deny';
  return custom;
}

function isAllowed(
  allowing: readonly AuthorizationPolicy[],
  { mesh, hop }: Asked,
  matches: (policy: AuthorizationPolicy) => boolean,
): boolean {
  // With the flag, istiod itself allows the waypoints, and so closes the rest.
  const waypoints =
    hop.point === 'ztunnel' && mesh.settings.allowsWaypoints
      ? waypointsBefore(mesh, hop.pod)
      : [];
  const { trustDomain } = mesh.settings;
  if (waypoints.some(w => identityOf(w, trustDomain) === hop.identity)) {
    return true;
  }
  // Without any rule gRPC gets no filter: nothing is closed.
  const counts =
    hop.point === 'grpc'
      ? allowing.some(({ spec }) => (spec.rules ?? []).length > 0)
      : allowing.length > 0;
  if (!counts && waypoints.length === 0) return true;
  return allowing.some(matches);
}

/** What authorizers make of a request: to be refused, to be asked, or nothing. */
function customAnswer(
  policies: readonly AuthorizationPolicy[],
  hop: NaiveHop,
  matches: (policy: AuthorizationPolicy) => boolean,
): 'allow' | 'deny' | 'conditional' | 'unknown' {
  if (hop.point === 'ztunnel' || hop.point === 'grpc') return 'allow';
  const providers = new Set(policies.map(({ spec }) => spec.provider?.name));
  const answers = policies.filter(matches).map(policy => {
    if (isDryRun(policy)) return 'unknown';
    const name = policy.spec.provider?.name;
    const isKnown = name === grpcAuthorizer || name === httpAuthorizer;
    if (providers.size > 1 || !isKnown) return 'deny';
    return name === httpAuthorizer && hop.reading === 'tcp'
      ? 'allow'
      : 'conditional';
  });
  const strictest = ['deny', 'unknown', 'conditional'] as const;
  return strictest.find(answer => answers.includes(answer)) ?? 'allow';
}

/** Whether a token is there behind a hop: who validates it keeps it, by default. */
export function keepsToken(
  mesh: MeshManifests,
  hop: NaiveHop,
  { token }: NaiveRequest,
): boolean {
  if (!token || hop.reading !== 'http') return false;
  const rules = all(mesh, 'RequestAuthentication')
    .filter(ra => attaches(mesh, ra, hop))
    .flatMap(({ spec }) => spec.jwtRules);
  return (
    rules.length > 0 &&
    !rules.some(
      rule => rule.issuer === token.iss && rule.forwardOriginalToken === true,
    )
  );
}

/** Issuers that are accepted; undefined where nobody looks at tokens. */
function issuersAt(
  mesh: MeshManifests,
  hop: NaiveHop,
): readonly string[] | undefined {
  const attached = all(mesh, 'RequestAuthentication').filter(ra =>
    attaches(mesh, ra, hop),
  );
  return attached.length === 0
    ? undefined
    : attached.flatMap(({ spec }) => spec.jwtRules.map(r => r.issuer));
}

const isCustom = ({ spec }: AuthorizationPolicy) => spec.action === 'CUSTOM';

/** A Go boolean; any other text enforces. */
const isDryRun = ({ metadata }: AuthorizationPolicy) =>
  ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(
    metadata.annotations?.['istio.io/dry-run'] ?? '',
  );

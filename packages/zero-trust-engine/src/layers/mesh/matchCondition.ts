import { assertNever } from '../../vocabulary';
import { parseCidr, rangeContains, AddressRange } from '../../cidr';
import { Condition } from '../../snapshot/AuthorizationRule';
import { claimTexts, matchRequestPrincipal } from './matchClaims';
import { Match, allMatch, anyMatch, matchOf, notMatch } from './match';
import { matchIdentity } from './matchIdentity';
import { matchPath, normalizePath } from './matchPath';
import { matchPattern } from './matchPattern';
import { RequestFacts } from './RequestFacts';

/** Any of the values (if there is one), and none of the `not` values. */
export function matchCondition(
  condition: Condition,
  facts: RequestFacts,
): Match {
  const any = (values: readonly string[]) =>
    anyMatch(values.map(value => matchValue(condition, value, facts)));
  return allMatch([
    condition.values.length > 0 ? any(condition.values) : 'yes',
    condition.notValues.length > 0 ? notMatch(any(condition.notValues)) : 'yes',
  ]);
}

function matchValue(
  { attribute, argument }: Condition,
  value: string,
  facts: RequestFacts,
): Match {
  switch (attribute) {
    case 'source.principal':
    case 'source.namespace':
    case 'source.serviceAccount':
    case 'source.trustDomain':
      return matchIdentity(attribute, value, facts);
    case 'source.ip':
      return matchAddress(value, facts.source);
    case 'remote.ip':
      return matchAddress(value, remoteAddress(facts));
    case 'destination.ip':
      return matchAddress(value, facts.destination);
    case 'destination.port':
      return matchOf(Number(value) === facts.port);
    case 'connection.sni':
      if (facts.sni === 'none') return 'no';
      if (facts.sni === 'unknown') return 'maybe';
      return matchOf(matchPattern(value, facts.sni));
    case 'request.method':
      return matchText(value, facts.http.method);
    case 'request.host':
      return matchText(value.toLowerCase(), facts.http.host?.toLowerCase());
    case 'request.path':
      if (facts.http.path === undefined) return value === '*' ? 'yes' : 'maybe';
      return matchOf(
        matchPath(
          value,
          normalizePath(facts.http.path, facts.pathNormalization),
        ),
      );
    case 'request.headers':
      return matchHeader(argument[0], value, facts);
    case 'request.auth.principal':
      return matchRequestPrincipal(value, facts.claims);
    case 'request.auth.audiences':
      return matchClaim(['aud'], value, facts);
    case 'request.auth.presenter':
      return matchClaim(['azp'], value, facts);
    case 'request.auth.claims':
      return matchClaim(argument, value, facts);
    case 'experimental.envoy.filters':
      return 'maybe';
    default:
      return assertNever(attribute);
  }
}

/** Every HTTP request has a method, a host and a path, known or not. */
function matchText(value: string, text: string | undefined): Match {
  if (value === '*') return 'yes';
  if (text === undefined) return 'maybe';
  return matchOf(matchPattern(value, text));
}

function matchAddress(
  block: string,
  addresses: readonly AddressRange[] | 'unknown',
): Match {
  const range = parseCidr(block);
  if (!range) return 'no';
  if (addresses === 'unknown') return 'maybe';
  const inside = addresses.map((address): Match => {
    if (rangeContains(range, address)) return 'yes';
    return rangeContains(address, range) ? 'maybe' : 'no';
  });
  // With several addresses it is not known which one the packet carries.
  return inside.every(match => match === inside[0])
    ? inside[0] ?? 'maybe'
    : 'maybe';
}

/**
 * The address after trusted hops. A proxy takes it from `X-Forwarded-For` on
 * HTTP, so it is the direct one only where that header is known to be absent.
 */
function remoteAddress(facts: RequestFacts): RequestFacts['source'] {
  if (facts.reading !== 'http') return facts.source;
  const headers = facts.http.headers;
  const known =
    headers !== undefined &&
    !Object.keys(headers).some(h => h.toLowerCase() === 'x-forwarded-for');
  return known ? facts.source : 'unknown';
}

function matchHeader(name: string, value: string, facts: RequestFacts): Match {
  const { http } = facts;
  if (name === ':method') return matchText(value, http.method);
  if (name === ':path') return matchText(value, http.path);
  if (name === ':authority') return matchText(value, http.host);
  if (http.headers === undefined) return 'maybe';
  const found = Object.entries(http.headers).find(
    ([key]) => key.toLowerCase() === name.toLowerCase(),
  );
  if (!found) return 'no';
  return matchOf(value === '*' || matchPattern(value, found[1]));
}

function matchClaim(
  path: readonly string[],
  value: string,
  { claims }: RequestFacts,
): Match {
  if (claims === 'none') return 'no';
  if (claims === 'unknown') return 'maybe';
  return matchOf(claimTexts(claims, path).some(t => matchPattern(value, t)));
}

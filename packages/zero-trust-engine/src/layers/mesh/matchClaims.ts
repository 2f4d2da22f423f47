import { isRecord } from '../../snapshot/Field';
import { Match, matchOf } from './match';
import { matchPattern } from './matchPattern';
import { RequestFacts } from './RequestFacts';

/** Claims that Istio splits at spaces, as OAuth writes scopes. */
const spaceDelimited = ['scope', 'permission'];

/** A claim's texts: a string, or a list of strings; none for anything else. */
export function claimTexts(
  claims: Readonly<Record<string, unknown>>,
  path: readonly string[],
): readonly string[] {
  const value = path.reduce<unknown>(
    (at, key) => (isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined),
    claims,
  );
  if (typeof value === 'string') {
    return path.length === 1 && spaceDelimited.includes(path[0])
      ? value.split(' ')
      : [value];
  }
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}

/**
 * `requestPrincipals` and `request.auth.principal`: issuer and subject, split
 * at the last slash; a pattern without a slash is about one of the two.
 */
export function matchRequestPrincipal(
  value: string,
  claims: RequestFacts['claims'],
): Match {
  if (claims === 'none') return 'no';
  if (claims === 'unknown') return 'maybe';
  const { issuer, subject } = splitRequestPrincipal(value);
  const { iss, sub } = claims;
  return matchOf(
    typeof iss === 'string' &&
      typeof sub === 'string' &&
      matchPattern(issuer, iss) &&
      matchPattern(subject, sub),
  );
}

function splitRequestPrincipal(value: string): {
  readonly issuer: string;
  readonly subject: string;
} {
  const slash = value.lastIndexOf('/');
  if (slash >= 0) {
    return { issuer: value.slice(0, slash), subject: value.slice(slash + 1) };
  }
  if (value === '*') return { issuer: '*', subject: '*' };
  if (value.startsWith('*')) return { issuer: '*', subject: value };
  if (value.endsWith('*')) return { issuer: value, subject: '*' };
  return { issuer: value, subject: '' };
}

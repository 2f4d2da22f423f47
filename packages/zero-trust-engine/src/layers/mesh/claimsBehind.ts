import { MeshQuestion } from '../Layer';
import { PolicySet } from './PolicySet';

/**
 * Istio, RequestAuthentication: a proxy that validated a token keeps it, unless
 * `forwardOriginalToken` says otherwise. Where nobody validates it passes by.
 */
export function claimsBehind(
  claims: MeshQuestion['claims'],
  { issuers, forwardedIssuers = [] }: PolicySet,
): MeshQuestion['claims'] {
  const none = claims === undefined || Object.keys(claims).length === 0;
  if (none || issuers === undefined) return claims;
  const { iss } = claims;
  if (typeof iss === 'string')
    return forwardedIssuers.includes(iss) ? claims : {};
  // Whose token it is was not said, so it counts what all of the rules do.
  if (forwardedIssuers.length === 0) return {};
  return forwardedIssuers.length === issuers.length ? claims : undefined;
}

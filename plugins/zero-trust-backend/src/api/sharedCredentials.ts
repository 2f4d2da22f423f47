import { createHash } from 'node:crypto';
import {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';

/** How long requests with one token are parts of one page. */
const SAME_PAGE_MS = 1_000;

/** Of so many callers at most; whoever has waited longest goes first. */
const KEPT = 1_000;

interface Seen {
  readonly since: number;
  readonly credentials: BackstageCredentials;
}

/**
 * Authenticates every request, and gives those that come together with the very
 * same token one and the same credentials. What is remembered for credentials
 * serves all parts of a page then, and is forgotten a second later.
 */
export function sharedCredentials(
  httpAuth: HttpAuthService,
  elapsedMs: () => number,
): HttpAuthService {
  const seen = new Map<string, Seen>();
  return {
    issueUserCookie: (...args) => httpAuth.issueUserCookie(...args),
    async credentials(request, options) {
      const fresh = await httpAuth.credentials(request, options);
      const { authorization } = request.headers;
      if (!authorization) return fresh;
      // Nobody keeps tokens.
      const key = createHash('sha256').update(authorization).digest('base64');
      const now = elapsedMs();
      const known = seen.get(key);
      if (known && now - known.since < SAME_PAGE_MS) {
        // The same token is the same caller, and this one was just checked.
        return known.credentials as typeof fresh;
      }
      seen.delete(key);
      seen.set(key, { since: now, credentials: fresh });
      const [oldest] = seen.keys();
      if (seen.size > KEPT) seen.delete(oldest);
      return fresh;
    },
  };
}

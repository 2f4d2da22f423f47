import { GitHostError } from '../GitHostError';
import { GitReply } from './GitHttp';

/** Text of hosts that limit without saying so in a header. */
const rateText = /rate limit|secondary rate|abuse detection|too many requests/i;

/** What a status of failure means, without a word of the host's own. */
export const failureOf = (
  sourceId: string,
  { status, json, headers }: GitReply,
  nowSeconds: number,
): GitHostError => {
  const host = `the git host of policy source '${sourceId}'`;
  const retryAfterSeconds = waitOf(headers, nowSeconds);
  const limited =
    status === 429 ||
    (status === 403 &&
      (headers.has('retry-after') ||
        headers.get('x-ratelimit-remaining') === '0' ||
        rateText.test(messageOf(json))));
  if (limited)
    return new GitHostError('GIT_RATE_LIMITED', `${host} asks to wait`, {
      status,
      retryAfterSeconds: retryAfterSeconds ?? 60,
    });
  if (status >= 500)
    return new GitHostError('GIT_UNAVAILABLE', `${host} is in trouble`, {
      status,
      retryAfterSeconds,
    });
  if (status >= 300 && status < 400)
    return new GitHostError(
      'GIT_REPO_UNAVAILABLE',
      `${host} sends elsewhere, and redirects are not followed; correct the address in the configuration`,
      { status },
    );
  switch (status) {
    case 401:
      return new GitHostError(
        'GIT_AUTH_FAILED',
        `${host} does not accept the credentials of the integration; its operator has to renew them`,
        { status },
      );
    case 403:
      return new GitHostError(
        'GIT_FORBIDDEN',
        `${host} does not allow this to the integration's account`,
        { status },
      );
    case 404:
    case 410:
      return new GitHostError(
        'GIT_REPO_UNAVAILABLE',
        `the repository of policy source '${sourceId}' is not there, or the integration's account may not see it`,
        { status },
      );
    case 423:
      return new GitHostError(
        'SOURCE_NOT_WRITABLE',
        `the repository of policy source '${sourceId}' is archived`,
        { status },
      );
    case 409:
    case 412:
    case 422:
      return new GitHostError(
        'GIT_CONFLICT',
        `${host} refuses: something is not as it was expected`,
        { status },
      );
    default:
      return new GitHostError('GIT_FORBIDDEN', `${host} refuses the request`, {
        status,
      });
  }
};

const messageOf = (json: unknown): string =>
  typeof json === 'object' && json && 'message' in json
    ? String(json.message)
    : '';

/** Seconds to wait: `Retry-After` in both its forms, or when the limit is reset. */
const waitOf = (headers: Headers, nowSeconds: number): number | undefined => {
  const retry = headers.get('retry-after');
  if (retry !== null) {
    const seconds = /^\d+$/.test(retry)
      ? Number(retry)
      : Math.ceil(Date.parse(retry) / 1000) - nowSeconds;
    if (Number.isFinite(seconds)) return Math.max(0, seconds);
  }
  // GitHub, and GitLab beside its `Retry-After`.
  for (const name of ['x-ratelimit', 'ratelimit']) {
    const reset = Number(headers.get(`${name}-reset`));
    if (headers.get(`${name}-remaining`) === '0' && reset > 0)
      return Math.max(0, reset - nowSeconds);
  }
  return undefined;
};

import { createHmac, timingSafeEqual } from 'node:crypto';

/** Of a webhook's request, what its signature is checked with. */
export interface SignedRequest {
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly raw: { readonly body: Buffer };
}

/**
 * Whether a webhook was sent by whoever knows the secret: Gitea and Forgejo sign
 * the body with HMAC-SHA256 and send it as `X-Gitea-Signature`.
 */
export const isGiteaSignature = (
  secret: string,
  { headers, raw }: SignedRequest,
): boolean => {
  const given = headers['x-gitea-signature'];
  if (typeof given !== 'string' || !/^[0-9a-f]{64}$/.test(given)) return false;
  const expected = createHmac('sha256', secret).update(raw.body).digest();
  return timingSafeEqual(Buffer.from(given, 'hex'), expected);
};

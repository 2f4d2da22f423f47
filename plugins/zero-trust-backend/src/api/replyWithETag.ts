import { createHash } from 'node:crypto';
import { Response } from 'express';

/** Times of reading and answering: they move although nothing else does. */
const moving = new Set(['now', 'asOf']);

/**
 * Replies with JSON and a weak ETag over what is said, so that a caller who has
 * it gets 304. The answer depends on who asks, so no shared cache may keep it.
 */
export function replyWithETag(response: Response, body: unknown): void {
  const said = JSON.stringify(body, (key, value) =>
    moving.has(key) ? undefined : value,
  );
  const hash = createHash('sha256').update(said).digest('base64url');
  response
    .set('ETag', `W/"${hash.slice(0, 27)}"`)
    .set('Cache-Control', 'private, no-cache')
    // Not `json`, which indents in development and triples the size.
    .type('json')
    .send(JSON.stringify(body));
}

import { createHash } from 'node:crypto';

/** The id that git gives to these bytes, in a repository whose ids look like `like`. */
export const blobSha = (bytes: Uint8Array, like: string): string =>
  createHash(like.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');

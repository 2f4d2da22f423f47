import { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { HostError } from '../host/HostError';

/** The body of a request, unpacked where the client packed it. */
export const readBody = async (
  request: IncomingMessage,
  limit: number,
): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw new HostError(413, 'the body is too large');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip'
    ? gunzipSync(bytes, { maxOutputLength: limit })
    : bytes;
};

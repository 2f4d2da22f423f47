import { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { isJsonObject, KubeObject } from '../store/KubeObject';
import { decodeProtobuf } from '../protobuf/decodeProtobuf';
import { KubeError } from './KubeError';

const limit = 3 * 1024 * 1024;

const unsupportedMediaType = () =>
  new KubeError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message:
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml',
  });

const protobuf = (bytes: Buffer): unknown => {
  let decoded: unknown;
  try {
    decoded = decodeProtobuf(bytes);
  } catch (error) {
    throw KubeError.badRequest(
      `the protobuf body cannot be decoded: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  if (decoded === undefined) throw unsupportedMediaType();
  return decoded;
};

/** Reads and decodes a JSON, YAML or protobuf body; an empty one is `undefined`. */
export const readBody = async (
  request: IncomingMessage,
): Promise<unknown | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > limit)
      throw new KubeError({
        code: 413,
        reason: 'RequestEntityTooLarge',
        message: `limit is ${limit} bytes`,
      });
    chunks.push(chunk as Buffer);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) return undefined;
  const type = (request.headers['content-type'] ?? '').split(';')[0];
  if (type === 'application/vnd.kubernetes.protobuf') return protobuf(bytes);
  if (type.includes('protobuf') || type.includes('cbor'))
    throw unsupportedMediaType();
  const text = bytes.toString('utf8');
  try {
    return type.includes('yaml') ? parse(text) : JSON.parse(text);
  } catch (error) {
    throw KubeError.badRequest(
      `couldn't get version/kind; json parse error: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
};

/** The body as an object of some kind. */
export const asKubeObject = (body: unknown): KubeObject => {
  if (!isJsonObject(body))
    throw KubeError.badRequest('the request body must be a Kubernetes object');
  if (!isJsonObject(body.metadata ?? {}))
    throw KubeError.badRequest('metadata must be an object');
  return body as unknown as KubeObject;
};

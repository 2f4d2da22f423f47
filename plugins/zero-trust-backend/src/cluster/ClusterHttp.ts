import { IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ClusterConnection } from './ClusterConnection';
import {
  ClusterFailure,
  failureOfStatus,
  toClusterFailure,
} from './ClusterFailure';

/** Longest accepted answer to one request: a page of 500 large objects. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

/**
 * Reads from one API server. Only GET exists here: the plugin never writes to a
 * cluster. Every failure is a `ClusterFailure`.
 */
export class ClusterHttp {
  constructor(private readonly connection: ClusterConnection) {}

  /** Answers a JSON document. `path` starts with a slash and may have a query. */
  async getJson(
    path: string,
    options: { signal: AbortSignal; timeoutMs: number },
  ): Promise<unknown> {
    const signal = AbortSignal.any([
      options.signal,
      AbortSignal.timeout(options.timeoutMs),
    ]);
    try {
      const response = await this.open(path, signal, 'gzip');
      return JSON.parse(await textOf(response));
    } catch (error) {
      throw failureOf(error, signal);
    }
  }

  /** Answers an open stream, for watches. The caller's signal ends it. */
  async getStream(path: string, signal: AbortSignal): Promise<Readable> {
    try {
      return await this.open(path, signal, 'identity');
    } catch (error) {
      throw failureOf(error, signal);
    }
  }

  private async open(
    path: string,
    signal: AbortSignal,
    encoding: 'gzip' | 'identity',
  ): Promise<IncomingMessage> {
    const { server, headers, agent } = await this.connection.credentials();
    const url = new URL(server + path);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      send(url, {
        agent,
        signal,
        headers: {
          ...headers,
          Accept: 'application/json',
          'Accept-Encoding': encoding,
          'User-Agent': 'backstage-zero-trust',
        },
      })
        .on('response', resolve)
        .on('error', reject)
        .end();
    });
    if (response.statusCode === 200) return response;
    // Read to the end, so that the socket can be used again.
    response.on('error', () => undefined).resume();
    throw failureOfStatus(
      response.statusCode ?? 0,
      response.headers['retry-after'],
    );
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  const body =
    response.headers['content-encoding'] === 'gzip'
      ? response.pipe(createGunzip())
      : response;
  // A pipe does not forward the end of a broken source.
  response.once('error', error => body.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      response.destroy();
      throw new ClusterFailure('unexpected-answer', 'answer too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Our own deadline shows as an abort; it is told apart by the signal. */
export function failureOf(error: unknown, signal: AbortSignal): ClusterFailure {
  if ((error as { name?: unknown } | null)?.name === 'SyntaxError') {
    return new ClusterFailure('unexpected-answer', 'answer is not JSON');
  }
  const timedOut =
    signal.aborted &&
    (signal.reason as Error | undefined)?.name === 'TimeoutError';
  return timedOut
    ? new ClusterFailure('timeout', 'no answer in time')
    : toClusterFailure(error);
}

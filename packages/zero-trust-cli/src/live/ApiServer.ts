import { IncomingMessage } from 'node:http';
import { RequestOptions, request } from 'node:https';
import { request as httpRequest } from 'node:http';
import { KubeConfig } from '@kubernetes/client-node';
import { UsageError } from '../UsageError';

/** An answer of an API server; the body only where it was 200. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

const TIMEOUT_MS = 60_000;

/**
 * Reads from the API server of one kubeconfig context, with every way of
 * authentication that the official client knows. Only GET exists here.
 */
export class ApiServer {
  private constructor(
    private readonly server: string,
    private readonly options: RequestOptions,
  ) {}

  /** @param kubeconfig - a file; where kubectl looks when left out */
  static async of(
    context: string | undefined,
    kubeconfig?: string,
  ): Promise<ApiServer> {
    const config = load(kubeconfig);
    const name = context ?? config.getCurrentContext();
    if (!config.getContextObject(name)) {
      const known = config.getContexts().map(found => found.name);
      throw new UsageError(
        `there is no context '${name}' in the kubeconfig; there is ${
          known.join(', ') || 'none'
        }`,
      );
    }
    config.setCurrentContext(name);
    const server = config.getCurrentCluster()?.server;
    if (!server) {
      throw new UsageError(`context '${name}' names no cluster`);
    }
    const options: RequestOptions = {};
    try {
      await config.applyToHTTPSOptions(options);
    } catch (error) {
      // What an exec plugin printed may hold a secret, so it is not repeated.
      throw new UsageError(`context '${name}' gives no credentials`, {
        cause: error,
      });
    }
    return new ApiServer(server.replace(/\/+$/, ''), options);
  }

  /** @param path - starts with a slash; may have a query */
  async get(path: string): Promise<ApiAnswer> {
    const response = await this.open(path);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const status = response.statusCode ?? 0;
    if (status !== 200) return { status, body: undefined };
    const text = Buffer.concat(chunks).toString('utf8');
    return { status, body: JSON.parse(text) as unknown };
  }

  /** Lets the process end. */
  close(): void {
    const { agent } = this.options;
    if (typeof agent === 'object') agent.destroy();
  }

  private open(path: string): Promise<IncomingMessage> {
    const url = new URL(this.server + path);
    const send = url.protocol === 'https:' ? request : httpRequest;
    return new Promise((resolve, reject) => {
      send(url, {
        ...this.options,
        headers: {
          ...(this.options.headers as Record<string, string> | undefined),
          Accept: 'application/json',
          'User-Agent': 'ztn',
        },
        timeout: TIMEOUT_MS,
      })
        .on('response', resolve)
        .on('timeout', function onTimeout(this: { destroy(e: Error): void }) {
          this.destroy(new Error('no answer in time'));
        })
        .on('error', reject)
        .end();
    });
  }
}

function load(kubeconfig: string | undefined): KubeConfig {
  const config = new KubeConfig();
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch (error) {
    const { code } = error as { code?: unknown };
    const reason = typeof code === 'string' ? code : 'not a kubeconfig';
    throw new UsageError(
      `kubeconfig ${kubeconfig ?? ''} cannot be read: ${reason}`.replace(
        '  ',
        ' ',
      ),
      { cause: error },
    );
  }
  return config;
}

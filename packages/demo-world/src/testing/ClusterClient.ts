import { Agent, request } from 'node:https';
import { IncomingMessage } from 'node:http';
import { DemoCluster } from '../cluster/DemoCluster';
import { JsonObject } from '../store/KubeObject';

/** What to send with a request. */
export interface Sent {
  readonly body?: unknown;
  readonly type?: string;
  readonly accept?: string;
  /** The admin's when not given; an empty one sends no token. */
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

/** An answer, with its body parsed. */
export interface Answer {
  readonly code: number;
  /** Tests look into any depth of it; a wrong look is undefined and fails there. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly headers: IncomingMessage['headers'];
}

/** An event of a watch. */
export interface WatchEvent {
  readonly type: string;
  readonly object: JsonObject & {
    metadata: { name: string; resourceVersion: string } & JsonObject;
  };
}

/** A watch whose events are awaited one by one. */
export interface OpenWatch {
  /** The next event; rejects when the watch ends instead. */
  next(): Promise<WatchEvent>;
  /** How the watch ended. */
  readonly ended: Promise<'closed' | 'broken'>;
  stop(): void;
}

/** Speaks plain HTTPS to a demo cluster, as a test sees it from outside. */
export class ClusterClient {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly cluster: DemoCluster) {}

  /** Lets go of kept connections. */
  close(): void {
    this.agent.destroy();
  }

  get(url: string, sent: Sent = {}): Promise<Answer> {
    return this.send('GET', url, sent);
  }

  post(url: string, body: unknown, sent: Sent = {}): Promise<Answer> {
    return this.send('POST', url, { ...sent, body });
  }

  put(url: string, body: unknown, sent: Sent = {}): Promise<Answer> {
    return this.send('PUT', url, { ...sent, body });
  }

  delete(url: string, body?: unknown): Promise<Answer> {
    return this.send('DELETE', url, { body });
  }

  patch(
    url: string,
    kind: 'json' | 'merge' | 'strategic' | 'apply',
    body: unknown,
  ): Promise<Answer> {
    const type = {
      json: 'application/json-patch+json',
      merge: 'application/merge-patch+json',
      strategic: 'application/strategic-merge-patch+json',
      apply: 'application/apply-patch+yaml',
    }[kind];
    return this.send('PATCH', url, { body, type });
  }

  async send(method: string, url: string, sent: Sent = {}): Promise<Answer> {
    const response = await this.open(method, url, sent);
    let text = '';
    for await (const chunk of response) text += chunk;
    const json = response.headers['content-type']?.includes('json');
    return {
      code: response.statusCode ?? 0,
      body: json ? JSON.parse(text) : text,
      headers: response.headers,
    };
  }

  /** Opens a watch; the url needs no `watch=true`. */
  async watch(url: string, sent: Sent = {}): Promise<OpenWatch> {
    const joiner = url.includes('?') ? '&' : '?';
    const response = await this.open('GET', `${url}${joiner}watch=true`, sent);
    const events: WatchEvent[] = [];
    const waiting: (() => void)[] = [];
    let end: 'closed' | 'broken' | undefined;
    const wake = () => waiting.splice(0).forEach(resolve => resolve());
    let rest = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      events.push(...lines.map(line => JSON.parse(line)));
      wake();
    });
    response.on('error', () => {});
    const ended = new Promise<'closed' | 'broken'>(resolve =>
      response.on('close', () => {
        end = response.complete ? 'closed' : 'broken';
        resolve(end);
        wake();
      }),
    );
    return {
      ended,
      stop: () => response.destroy(),
      async next() {
        while (!events.length) {
          if (end) throw new Error(`the watch is ${end}`);
          await new Promise<void>(resolve => waiting.push(resolve));
        }
        return events.shift() as WatchEvent;
      },
    };
  }

  private open(
    method: string,
    url: string,
    { body, type, accept, token, headers }: Sent,
  ): Promise<IncomingMessage> {
    const { caCert, tokens, url: base } = this.cluster;
    const bearer = token ?? tokens.admin;
    const text =
      typeof body === 'string' || body instanceof Uint8Array
        ? body
        : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sending = request(
        `${base}${url}`,
        {
          method,
          agent: this.agent,
          ca: caCert,
          headers: {
            Accept: accept ?? 'application/json',
            'Content-Type': type ?? 'application/json',
            'User-Agent': 'test',
            // Node adds it for some methods only, and DELETE is none of them.
            ...(text && { 'Content-Length': Buffer.byteLength(text) }),
            ...(bearer && { Authorization: `Bearer ${bearer}` }),
            ...headers,
          },
        },
        resolve,
      );
      sending.on('error', reject);
      sending.end(text);
    });
  }
}

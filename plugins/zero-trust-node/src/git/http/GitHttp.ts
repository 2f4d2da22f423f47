import { ZodType } from 'zod';
import { GitHostError } from '../GitHostError';
import { failureOf } from './failureOf';
import { HostQueue } from './HostQueue';
import { readLimited } from './readLimited';

/** Where an adapter's requests go, and in whose name. */
export interface GitHttpOptions {
  readonly sourceId: string;
  /** `https://host/api/v1`, from the integration and never from a user. */
  readonly apiUrl: string;
  /** Asked before each request; tokens may be short-lived. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  readonly queue: HostQueue;
  readonly timeoutMs?: number;
}

/** One request to a host's API. */
export interface GitCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Segments of the path, each encoded; slashes inside one do not survive. */
  readonly path: readonly (string | number)[];
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  /** Statuses of failure that the adapter answers for itself. */
  readonly accept?: readonly number[];
}

export interface GitReply {
  readonly status: number;
  /** `undefined` where there is none. */
  readonly json: unknown;
  readonly headers: Headers;
}

const tries = 5;
const maxAnswer = 32 * 1024 * 1024;

/**
 * Requests to a git host: one after the other when they write, with a time
 * limit, without following redirects, tried again where that is safe. Whatever
 * fails becomes a `GitHostError` that tells neither address nor secret.
 */
export class GitHttp {
  constructor(private readonly options: GitHttpOptions) {}

  /** Asks, and reads the answer with a schema. */
  async ask<T>(schema: ZodType<T>, call: GitCall): Promise<T> {
    const { json } = await this.send(call);
    return this.read(schema, json);
  }

  /** Asks for what may not be there. */
  async find<T>(schema: ZodType<T>, call: GitCall): Promise<T | undefined> {
    const { status, json } = await this.send({ ...call, accept: [404] });
    return status === 404 ? undefined : this.read(schema, json);
  }

  /** Reads an answer with a schema. */
  read<T>(schema: ZodType<T>, json: unknown): T {
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new GitHostError(
      'GIT_UNAVAILABLE',
      `the git host of policy source '${this.options.sourceId}' answered something that cannot be read`,
    );
  }

  /** Asks, and answers whatever the call accepts. */
  send(call: GitCall): Promise<GitReply> {
    const run = () => this.attempt(call, 1);
    return (call.method ?? 'GET') === 'GET'
      ? run()
      : this.options.queue.write(run);
  }

  private async attempt(call: GitCall, nth: number): Promise<GitReply> {
    const { queue, sourceId } = this.options;
    await queue.ready(sourceId);
    const outcome = await this.once(call);
    if (!(outcome instanceof GitHostError)) return outcome;
    if (outcome.code === 'GIT_RATE_LIMITED')
      queue.limit(outcome.retryAfterSeconds ?? 60);
    if (nth >= tries || !outcome.retryable || !mayRepeat(call, outcome))
      throw outcome;
    // A limit is waited for before the next try; anything else, a little longer each time.
    if (outcome.code !== 'GIT_RATE_LIMITED')
      await queue.clock.pause(200 * 2 ** (nth - 1));
    return this.attempt(call, nth + 1);
  }

  private async once(call: GitCall): Promise<GitReply | GitHostError> {
    const { sourceId, timeoutMs = 15_000 } = this.options;
    try {
      const response = await fetch(this.addressOf(call), {
        method: call.method ?? 'GET',
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          Accept: 'application/json',
          ...(call.body === undefined
            ? {}
            : { 'Content-Type': 'application/json' }),
          ...(await this.options.headers()),
        },
        body: call.body === undefined ? undefined : JSON.stringify(call.body),
      });
      const text = await readLimited(response, maxAnswer);
      const json = parsed(text);
      const { status, headers } = response;
      if (response.ok || call.accept?.includes(status))
        return { status, json, headers };
      return failureOf(sourceId, { status, json, headers }, this.nowSeconds());
    } catch (error) {
      if (error instanceof GitHostError) return error;
      // The cause may name addresses, and is of no use to whoever asked.
      return new GitHostError(
        'GIT_UNAVAILABLE',
        `the git host of policy source '${sourceId}' does not answer`,
      );
    }
  }

  private nowSeconds(): number {
    return Math.floor(this.options.queue.clock.now() / 1000);
  }

  private addressOf({ path, query }: GitCall): string {
    const segments = path.map(part => encodeURIComponent(part)).join('/');
    const search = new URLSearchParams(
      Object.entries(query ?? {}).map(([key, value]) => [key, String(value)]),
    ).toString();
    return `${this.options.apiUrl}/${segments}${search ? `?${search}` : ''}`;
  }
}

/**
 * What only reads can be asked again. A write that got no answer may have
 * happened; one that was turned away for a limit has not.
 */
const mayRepeat = (call: GitCall, error: GitHostError): boolean =>
  (call.method ?? 'GET') === 'GET' || error.code === 'GIT_RATE_LIMITED';

const parsed = (text: string): unknown => {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

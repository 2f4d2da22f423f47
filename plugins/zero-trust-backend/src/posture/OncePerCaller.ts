import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** How long a grant serves: the parts of one page, and no other page. */
const SAME_PAGE_MS = 1_000;

interface Known<T> {
  readonly since: number;
  readonly value: T;
}

/**
 * What several parts of a page ask the catalog or the permission framework, with
 * the same credentials: asked once, and again a second later. Only what was given
 * is remembered, and no refusal.
 */
export class OncePerCaller<T> {
  private readonly known = new WeakMap<
    BackstageCredentials,
    Map<string, Known<T>>
  >();

  constructor(private readonly elapsedMs: () => number) {}

  get(credentials: BackstageCredentials, key: string): T | undefined {
    const found = this.known.get(credentials)?.get(key);
    const isFresh =
      found !== undefined && this.elapsedMs() - found.since < SAME_PAGE_MS;
    return isFresh ? found.value : undefined;
  }

  remember(credentials: BackstageCredentials, key: string, value: T): void {
    // What was remembered is not remembered for longer because it was used.
    if (this.get(credentials, key) === value) return;
    const own = this.known.get(credentials) ?? new Map<string, Known<T>>();
    own.set(key, { since: this.elapsedMs(), value });
    this.known.set(credentials, own);
  }
}

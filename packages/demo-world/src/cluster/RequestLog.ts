/** One request as a test wants to see it. */
export interface LoggedRequest {
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  /** Plural and group of what was asked for, `pods` or `deployments.apps`; empty for paths. */
  readonly resource: string;
  readonly verb: string;
  /** User name, empty when nobody could be recognised. */
  readonly user: string;
  readonly userAgent: string;
  /** 0 while the request is open. */
  readonly status: number;
}

/** The last requests of a cluster, oldest first. */
export class RequestLog {
  private entries: LoggedRequest[] = [];

  constructor(private readonly size: number) {}

  /** Records a request; the returned function fills in how it ended. */
  open(entry: LoggedRequest): (end: Partial<LoggedRequest>) => void {
    const live = { ...entry };
    this.entries.push(live);
    if (this.entries.length > this.size) this.entries.shift();
    return end => {
      Object.assign(live, end);
    };
  }

  all(): readonly LoggedRequest[] {
    return this.entries.map(entry => ({ ...entry }));
  }

  clear(): void {
    this.entries = [];
  }
}

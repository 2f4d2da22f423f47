import { DemoCluster } from '../cluster/DemoCluster';
import { ControlError } from './ControlError';

type Arguments = Readonly<Record<string, unknown>>;

/** How a cluster stands, as `GET /clusters` tells it. */
export interface ClusterState {
  readonly name: string;
  readonly url: string;
  readonly state: 'running' | 'stopped';
  readonly objects: number;
  /** What is in force now, such as `forbid Pod` or `slow all`. */
  readonly faults: readonly string[];
}

const statusCodes = [429, 500, 503, 504] as const;

/** Turns requests from outside the process into calls on one cluster. */
export class ClusterControl {
  private readonly undos = new Map<string, () => void>();
  private startAgain: (() => Promise<void>) | undefined;

  constructor(private readonly cluster: DemoCluster) {}

  /** What can be asked for, by the last part of the path. */
  readonly actions: Readonly<
    Record<string, (given: Arguments) => void | Promise<void>>
  > = {
    stop: async () => {
      this.startAgain ??= await this.cluster.refuseConnections();
    },
    start: async () => {
      const { startAgain } = this;
      this.startAgain = undefined;
      await startAgain?.();
    },
    forbid: given => {
      const kind = this.kindOf(given) ?? this.missing('kind');
      this.put(`forbid ${kind}`, () => this.cluster.forbid(kind));
    },
    allow: given => {
      const kind = this.kindOf(given);
      this.lift(name =>
        kind ? name === `forbid ${kind}` : name.startsWith('forbid '),
      );
    },
    slow: given => {
      const { milliseconds } = given;
      if (typeof milliseconds !== 'number' || !(milliseconds >= 0))
        throw new ControlError(
          400,
          'say "milliseconds", a number of 0 or more',
        );
      const kind = this.kindOf(given);
      const name = `slow ${kind ?? 'all'}`;
      this.lift(one => one === name);
      if (milliseconds > 0)
        this.put(name, () =>
          this.cluster.slow(kind ? { kind } : 'all', milliseconds),
        );
    },
    refuse: given => {
      const code = statusCodes.find(one => one === (given.code ?? 503));
      if (!code)
        throw new ControlError(
          400,
          `"code" is one of ${statusCodes.join(', ')}`,
        );
      const kind = this.kindOf(given);
      const name = `refuse ${kind ?? 'all'}`;
      this.lift(one => one === name);
      this.put(name, () =>
        this.cluster.inject(kind ? { kind } : 'all', { type: 'status', code }),
      );
    },
    cutWatches: () => this.cluster.cutWatches(),
    expire: () => this.cluster.expireResourceVersions(),
    recover: async () => {
      this.lift(() => true);
      await this.actions.start({});
    },
  };

  state(): ClusterState {
    const { name, url, objectCount } = this.cluster;
    return {
      name,
      url,
      state: this.startAgain ? 'stopped' : 'running',
      objects: objectCount,
      faults: [...this.undos.keys()],
    };
  }

  private put(name: string, begin: () => () => void): void {
    if (!this.undos.has(name)) this.undos.set(name, begin());
  }

  private lift(meant: (name: string) => boolean): void {
    for (const [name, undo] of [...this.undos]) {
      if (!meant(name)) continue;
      undo();
      this.undos.delete(name);
    }
  }

  private kindOf({ kind }: Arguments): string | undefined {
    if (kind === undefined) return undefined;
    const known = typeof kind === 'string' && this.cluster.kindNamed(kind);
    // A misspelt kind would be a fault that hits nothing, and a test that proves nothing.
    if (!known)
      throw new ControlError(
        400,
        `no kind ${JSON.stringify(kind)} is served by cluster "${
          this.cluster.name
        }"`,
      );
    return known;
  }

  private missing(property: string): never {
    throw new ControlError(400, `say "${property}" in the body`);
  }
}

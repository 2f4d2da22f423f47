import { RunningGitHost } from '../git/startGitHost';

/** How the git host stands, as `GET /git` tells it. */
export interface GitState {
  readonly url: string;
  readonly state: 'running' | 'frozen' | 'stopped';
}

/** Turns requests from outside the process into calls on the git host. */
export class GitControl {
  private startAgain: (() => Promise<void>) | undefined;
  private thaw: (() => void) | undefined;

  constructor(private readonly host: RunningGitHost) {}

  readonly actions: Readonly<Record<string, () => Promise<void>>> = {
    stop: async () => {
      this.startAgain ??= await this.host.refuseConnections();
    },
    freeze: async () => {
      this.thaw ??= this.host.refuseWrites();
    },
    start: async () => {
      const { startAgain, thaw } = this;
      this.startAgain = undefined;
      this.thaw = undefined;
      thaw?.();
      await startAgain?.();
    },
  };

  state(): GitState {
    const taking = this.thaw ? 'frozen' : 'running';
    return {
      url: this.host.url,
      state: this.startAgain ? 'stopped' : taking,
    };
  }
}

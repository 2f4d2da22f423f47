import { RunningGitHost } from '../git/startGitHost';

/** How the git host stands, as `GET /git` tells it. */
export interface GitState {
  readonly url: string;
  readonly state: 'running' | 'stopped';
}

/** Turns requests from outside the process into calls on the git host. */
export class GitControl {
  private startAgain: (() => Promise<void>) | undefined;

  constructor(private readonly host: RunningGitHost) {}

  readonly actions: Readonly<Record<string, () => Promise<void>>> = {
    stop: async () => {
      this.startAgain ??= await this.host.refuseConnections();
    },
    start: async () => {
      const { startAgain } = this;
      this.startAgain = undefined;
      await startAgain?.();
    },
  };

  state(): GitState {
    return {
      url: this.host.url,
      state: this.startAgain ? 'stopped' : 'running',
    };
  }
}

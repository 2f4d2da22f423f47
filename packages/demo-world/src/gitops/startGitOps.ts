import { DemoCluster } from '../cluster/DemoCluster';
import { HostedRepository } from '../git/host/HostedRepository';
import { ClusterSync } from './ClusterSync';

export interface GitOpsOptions {
  readonly repository: HostedRepository;
  /** Where people find the repository. */
  readonly url: string;
  readonly clusters: readonly DemoCluster[];
  /** Folder of a cluster in the repository. */
  readonly folderOf: (cluster: string) => string;
  /** Milliseconds between two looks without an event, 5000 by default. */
  readonly every?: number;
  /** Told when a cluster cannot be reached; it is tried again. */
  readonly onTrouble?: (cluster: string, error: unknown) => void;
}

export interface GitOps {
  /** Resolves when every cluster that answers stands at the newest commit. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Applies what is on the default branch to the clusters: at once when the host
 * tells of a push, and by looking from time to time for what was missed.
 */
export const startGitOps = (options: GitOpsOptions): GitOps => {
  const { repository, url, folderOf, onTrouble = () => {} } = options;
  const branch = repository.defaultBranch;
  const syncs = options.clusters.map(
    cluster =>
      new ClusterSync(cluster, {
        git: repository.git,
        url,
        branch,
        folder: folderOf(cluster.name),
        now: repository.now,
      }),
  );
  let stopped = false;
  let running: Promise<void> | undefined;
  let again = false;

  const bringAll = async () => {
    const sha = await repository.git.branch(branch);
    if (!sha) return;
    await Promise.all(
      syncs.map(async sync => {
        try {
          if (!(await sync.isAt(sha))) await sync.reconcile(sha);
        } catch (error) {
          if (!stopped) onTrouble(sync.name, error);
        }
      }),
    );
  };

  const look = (): Promise<void> => {
    again = true;
    running ??= (async () => {
      while (again && !stopped) {
        again = false;
        await bringAll();
      }
      running = undefined;
    })();
    return running;
  };

  const deaf = repository.on(event => {
    if (event.type === 'push' && event.change.branch === branch) void look();
  });
  const timer = setInterval(() => void look(), options.every ?? 5_000);
  timer.unref();
  void look();

  return {
    settled: look,
    async stop() {
      stopped = true;
      deaf();
      clearInterval(timer);
      await running;
      syncs.forEach(sync => sync.close());
    },
  };
};

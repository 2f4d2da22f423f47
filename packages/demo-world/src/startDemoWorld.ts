import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DemoCluster } from './cluster/DemoCluster';
import { ClusterOptions, startCluster } from './cluster/startCluster';
import { Control, startControl } from './control/startControl';
import { demoClusters } from './demoClusters';
import {
  DemoGitOptions,
  policyFolderOf,
  policyRepository,
  startDemoGit,
} from './git/demoGit';
import { RunningGitHost } from './git/startGitHost';
import { GitOps, startGitOps } from './gitops/startGitOps';
import { repositoryRoot } from './paths';
import { writeKubeconfig } from './writeKubeconfig';

/** How to start the world; everything has a default. */
export interface DemoWorldOptions {
  /** Where kubeconfig, certificates and tokens go: `.demo` at the repository root. */
  readonly directory?: string;
  /** Clusters to start: `prod-eu` and `prod-us` with their story. */
  readonly clusters?: readonly ClusterOptions[];
  /**
   * A git host with the policies of the story, and a controller that applies
   * what is merged there. None by default; it needs the program git.
   */
  readonly git?: DemoGitOptions;
}

/** The running world. */
export interface DemoWorld {
  readonly clusters: readonly DemoCluster[];
  readonly directory: string;
  /** Path of the kubeconfig. */
  readonly kubeconfig: string;
  /** How other processes stop, start and break the clusters. */
  readonly control: Control;
  /** Where policies are kept, when it was asked for. */
  readonly git?: RunningGitHost;
  /** Brings what is merged into the clusters, when there is a git host. */
  readonly gitOps?: GitOps;
  /** The cluster of a name; throws when there is none. */
  cluster(name: string): DemoCluster;
  stop(): Promise<void>;
}

/**
 * Starts all clusters and writes how to reach them. The file `ready` in the
 * directory appears last, for scripts that wait. If one cluster cannot start,
 * none stays running.
 */
export const startDemoWorld = async (
  options: DemoWorldOptions = {},
): Promise<DemoWorld> => {
  const directory = options.directory ?? path.join(repositoryRoot(), '.demo');
  const ready = path.join(directory, 'ready');
  mkdirSync(directory, { recursive: true });
  rmSync(ready, { force: true });
  const clusters: DemoCluster[] = [];
  let control: Control | undefined;
  let git: RunningGitHost | undefined;
  let gitOps: GitOps | undefined;
  const stop = async () => {
    rmSync(ready, { force: true });
    await control?.stop();
    await gitOps?.stop();
    await git?.stop();
    await Promise.all(clusters.map(cluster => cluster.stop()));
  };
  try {
    for (const cluster of options.clusters ?? demoClusters())
      clusters.push(await startCluster(cluster));
    const kubeconfig = writeKubeconfig(directory, clusters);
    if (options.git) {
      git = await startDemoGit(directory, options.git);
      gitOps = applyWhatIsMerged(git, clusters);
      await gitOps.settled();
    }
    control = await startControl(directory, clusters, git);
    writeFileSync(ready, '');
    return {
      clusters,
      directory,
      kubeconfig,
      control,
      git,
      gitOps,
      cluster(name) {
        const found = clusters.find(one => one.name === name);
        if (!found) throw new Error(`no cluster "${name}" is running`);
        return found;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

const applyWhatIsMerged = (
  git: RunningGitHost,
  clusters: readonly DemoCluster[],
): GitOps => {
  const { owner, name } = policyRepository;
  return startGitOps({
    repository: git.repository(owner, name),
    url: `${git.url}/${owner}/${name}`,
    clusters,
    folderOf: policyFolderOf,
  });
};

import { Engine } from '@ztn/zero-trust-engine';

/** One cluster, compiled: from files, or read live. */
export interface WorldCluster {
  /** Empty for files that were not given a name. */
  readonly name: string;
  /** Other names by which a reference may call it: of the folders it came from. */
  readonly aliases: readonly string[];
  readonly engine: Engine;
}

/** Everything that a command answers from. */
export interface World {
  readonly clusters: readonly WorldCluster[];
}

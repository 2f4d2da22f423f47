import {
  Engine,
  FactOverrides,
  Gap,
  RawObject,
  Snapshot,
  buildSnapshot,
  compile,
} from '@ztn/zero-trust-engine';
import { parse } from 'yaml';

/** One cluster's objects: from files, or read live. */
export interface ClusterInput {
  /** Empty for files that were not given a name. */
  readonly name: string;
  /** Other names by which a reference may call it: of the folders it came from. */
  readonly aliases: readonly string[];
  readonly objects: readonly RawObject[];
  /** What could not be read. */
  readonly gaps: readonly Gap[];
  /** What the operator states. */
  readonly facts?: FactOverrides;
}

/** A cluster to ask. */
export class WorldCluster {
  private compiled?: Engine;

  constructor(readonly input: ClusterInput, readonly snapshot: Snapshot) {}

  static of(input: ClusterInput): WorldCluster {
    const { name: cluster, objects, gaps, facts } = input;
    return new WorldCluster(
      input,
      buildSnapshot({ cluster, objects, gaps, facts, parseYaml: parse }),
    );
  }

  get name(): string {
    return this.input.name;
  }

  /** Every name by which a reference may call it. */
  get names(): readonly string[] {
    const { name, aliases } = this.input;
    return name === '' ? aliases : [name, ...aliases];
  }

  /** Compiled when it is first asked. */
  get engine(): Engine {
    this.compiled ??= compile(this.snapshot);
    return this.compiled;
  }
}

/** Everything that a command answers from. */
export interface World {
  readonly clusters: readonly WorldCluster[];
}

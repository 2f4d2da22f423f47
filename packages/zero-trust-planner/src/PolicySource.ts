/** A place in Git where policies may be written, as the operator allows it. */
export interface PolicySource {
  readonly id: string;
  /** What GitOps controllers are matched against; never fetched from here. */
  readonly repo?: string;
  /** With `repo`: the branch that the controllers follow. */
  readonly branch?: string;
  readonly clusters: readonly string[];
  /** Folders that may be read; `.` is the whole repository. */
  readonly roots: readonly string[];
  /** Globs of files that may be written. */
  readonly writable: readonly string[];
  /** `clusters/{cluster}/{namespace}/{callee}/allow-{caller}.yaml`. */
  readonly newFile?: string;
  /** Whether a new file is listed in the nearest kustomization. */
  readonly kustomization: 'nearest' | 'none';
  /** Kinds that may be written. */
  readonly kinds: readonly string[];
  readonly strategy: 'newObject' | 'merge';
}

/** One file of a tree, as git knows it. */
export interface RepositoryFile {
  readonly path: string;
  readonly mode: string;
  readonly blobSha: string;
  readonly size?: number;
}

/** A repository at one commit. */
export interface RepositoryTree {
  readonly files: readonly RepositoryFile[];
  /** Bytes of a file of `files`. */
  read(path: string): Promise<Uint8Array | undefined>;
}

/** What a plan does to one file. */
export interface FileEdit {
  readonly path: string;
  readonly change: 'add' | 'modify' | 'delete';
  /** The blob that is replaced; `null`: no file may be there. */
  readonly expectBlob: string | null;
  /** Absent: deleted. */
  readonly after?: string;
  /** Unified diff with three lines of context. */
  readonly diff: string;
}

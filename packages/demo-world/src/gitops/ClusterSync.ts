import { DemoCluster } from '../cluster/DemoCluster';
import { BareRepository } from '../git/repository/BareRepository';
import { Manifest, ManifestError } from '../manifests/loadManifests';
import { KubeObject } from '../store/KubeObject';
import { ClusterApi, ClusterApiError, Identity } from './ClusterApi';
import {
  fluxObjects,
  kustomizationIdentity,
  manager,
  Outcome,
  ownerLabels,
  statusObjects,
} from './fluxObjects';
import { readRevision } from './readRevision';

export interface SyncSource {
  readonly git: BareRepository;
  readonly url: string;
  readonly branch: string;
  readonly folder: string;
  readonly now: () => Date;
}

interface Applied {
  readonly identity: Identity;
  /** The object as it was sent, to send it again only when it changed. */
  readonly text: string;
}

/** Brings one cluster to what Git says, and tells in the cluster how it went. */
export class ClusterSync {
  private readonly api: ClusterApi;
  private applied = new Map<string, Applied>();
  private appliedSha?: string;
  private reported?: string;

  constructor(
    private readonly cluster: DemoCluster,
    private readonly source: SyncSource,
  ) {
    this.api = new ClusterApi(cluster, manager);
  }

  close(): void {
    this.api.close();
  }

  get name(): string {
    return this.cluster.name;
  }

  /** True when the cluster stands at this commit, and knows it. */
  async isAt(sha: string): Promise<boolean> {
    if (this.appliedSha !== sha || this.reported !== sha) return false;
    // A cluster that lost its memory has lost this object too.
    if (await this.api.get(kustomizationIdentity)) return true;
    this.applied.clear();
    return false;
  }

  /** One reconciliation; rejects only when the cluster cannot be told how it went. */
  async reconcile(sha: string): Promise<void> {
    const { url, branch, folder } = this.source;
    for (const object of fluxObjects(url, branch, folder))
      await this.api.apply(object, 'write');
    const failure = await this.bring(sha);
    if (!failure) this.appliedSha = sha;
    await this.report(sha, failure);
    this.reported = failure ? undefined : sha;
  }

  private async bring(sha: string): Promise<Outcome['failure']> {
    const { git, folder } = this.source;
    let manifests: readonly Manifest[];
    try {
      manifests = await readRevision(git, sha, folder);
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      return { reason: 'BuildFailed', message: error.message };
    }
    const wanted = new Map(
      manifests.map(({ object, source }) => {
        const owned = withLabels(object);
        return [idOf(owned), { owned, source, text: JSON.stringify(owned) }];
      }),
    );
    const changed = [...wanted].filter(
      ([id, { text }]) => this.applied.get(id)?.text !== text,
    );
    // All are tried before one is written, so that half of a commit is not applied.
    for (const mode of ['check', 'write'] as const)
      for (const [id, { owned, source, text }] of changed) {
        const failure = await this.apply(owned, source, mode);
        if (failure) return failure;
        if (mode === 'write') this.applied.set(id, { identity: owned, text });
      }
    for (const [id, { identity }] of [...this.applied])
      if (!wanted.has(id)) {
        await this.api.remove(identity);
        this.applied.delete(id);
      }
    return undefined;
  }

  private async apply(
    object: KubeObject,
    source: string,
    mode: 'check' | 'write',
  ): Promise<Outcome['failure']> {
    try {
      await this.api.apply(object, mode);
      return undefined;
    } catch (error) {
      if (!(error instanceof ClusterApiError)) throw error;
      const { kind, metadata } = object;
      return {
        reason: 'ReconciliationFailed',
        message: `${kind} ${metadata.namespace ?? ''}/${
          metadata.name
        } (${source}): ${error.message}`,
      };
    }
  }

  private async report(
    attempted: string,
    failure: Outcome['failure'],
  ): Promise<void> {
    const outcome: Outcome = {
      branch: this.source.branch,
      attempted,
      applied: this.appliedSha,
      failure,
      inventory: [...this.applied.values()].map(({ identity }) => ({
        id: idOf(identity),
        v: identity.apiVersion.split('/').pop() ?? '',
      })),
      at: this.source
        .now()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
    };
    for (const object of statusObjects(outcome))
      await this.api.applyStatus(object);
  }
}

const idOf = ({ apiVersion, kind, metadata }: Identity): string => {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return [metadata.namespace ?? '', metadata.name, group, kind].join('_');
};

const withLabels = (object: KubeObject): KubeObject => {
  // Neither is for a manifest to say to an API server.
  const { creationTimestamp: _, uid: __, ...metadata } = object.metadata;
  const { status: ___, ...content } = object;
  return {
    ...content,
    metadata: { ...metadata, labels: { ...metadata.labels, ...ownerLabels } },
  };
};

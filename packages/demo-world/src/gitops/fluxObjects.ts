import { Identity } from './ClusterApi';

/** Where the controller's own objects are, and what they are called. */
export const namespace = 'flux-system';
export const name = 'policies';

/** The account under which the controller applies. */
export const manager = 'kustomize-controller';

/** Labels on everything that the controller applied. */
export const ownerLabels = {
  'kustomize.toolkit.fluxcd.io/name': name,
  'kustomize.toolkit.fluxcd.io/namespace': namespace,
};

const kustomization = {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name, namespace },
};

const repository = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name, namespace },
};

export const kustomizationIdentity: Identity = kustomization;

/** What the controller works for, as it would have been written by its operator. */
export const fluxObjects = (
  url: string,
  branch: string,
  folder: string,
): readonly Identity[] => {
  const source = {
    ...repository,
    spec: { url, interval: '1m', ref: { branch } },
  };
  const work = {
    ...kustomization,
    spec: {
      interval: '10m',
      path: `./${folder}`,
      prune: true,
      sourceRef: { kind: repository.kind, name },
    },
  };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    source,
    work,
  ];
};

/** How a reconciliation went. */
export interface Outcome {
  readonly branch: string;
  /** What was tried. */
  readonly attempted: string;
  /** What is in the cluster as a whole; absent before the first success. */
  readonly applied?: string;
  /** `ns_name_group_kind` with the version, as Flux writes its inventory. */
  readonly inventory: readonly { readonly id: string; readonly v: string }[];
  readonly failure?: { readonly reason: string; readonly message: string };
  readonly at: string;
}

const revision = (branch: string, sha: string) => `${branch}@sha1:${sha}`;

/** Status objects that tell it. */
export const statusObjects = (outcome: Outcome): readonly Identity[] => {
  const { branch, attempted, applied, failure, at } = outcome;
  const condition = (message: string, reason: string, status: string) => ({
    type: 'Ready',
    status,
    reason,
    message,
    lastTransitionTime: at,
    observedGeneration: 1,
  });
  const stored = `stored artifact for revision '${revision(
    branch,
    attempted,
  )}'`;
  const source = {
    ...repository,
    status: {
      observedGeneration: 1,
      artifact: { revision: revision(branch, attempted), lastUpdateTime: at },
      conditions: [condition(stored, 'Succeeded', 'True')],
    },
  };
  const done = `Applied revision: ${revision(branch, attempted)}`;
  const work = {
    ...kustomization,
    status: {
      observedGeneration: 1,
      lastAttemptedRevision: revision(branch, attempted),
      ...(applied ? { lastAppliedRevision: revision(branch, applied) } : {}),
      inventory: { entries: outcome.inventory },
      conditions: [
        failure
          ? condition(failure.message, failure.reason, 'False')
          : condition(done, 'ReconciliationSucceeded', 'True'),
      ],
    },
  };
  return [source, work];
};

import { CrdRow } from './CrdRow';

const ready = [
  ['Ready', '.status.conditions[?(@.type=="Ready")].status'],
  ['Status', '.status.conditions[?(@.type=="Ready")].message'],
] as const;

/** Kinds through which a GitOps controller of Flux's make tells what it does. */
// prettier-ignore
export const fluxKinds: readonly CrdRow[] = [
  { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization', plural: 'kustomizations', scope: 'Namespaced', versions: ['v1'], short: ['ks'], specRequired: true, spec: { interval: 'string!', path: 'string', prune: 'bool!', suspend: 'bool', sourceRef: 'any!', targetNamespace: 'string', timeout: 'string', wait: 'bool', force: 'bool', dependsOn: 'any[]', healthChecks: 'any[]', patches: 'any[]', postBuild: 'any', commonMetadata: 'any', retryInterval: 'string' }, columns: ready },
  { group: 'source.toolkit.fluxcd.io', kind: 'GitRepository', plural: 'gitrepositories', scope: 'Namespaced', versions: ['v1'], short: ['gitrepo'], specRequired: true, spec: { url: 'string!', interval: 'string!', ref: 'any', secretRef: 'any', timeout: 'string', suspend: 'bool', ignore: 'string' }, columns: [['URL', '.spec.url'], ...ready] },
];

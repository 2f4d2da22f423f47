import { ObjectOrigin } from '@ztn/backstage-plugin-zero-trust-common';
import {
  argoApplicationOf,
  argoTrackingAnnotation,
  RawObject,
} from '@ztn/zero-trust-engine';
import { parse } from 'yaml';
import { Fields, fieldsOf } from '../../cluster/pick';

/** A place in Git where the operator keeps policies. */
export interface OriginSource {
  readonly id: string;
  readonly repo: string;
  readonly branch: string;
  readonly clusters: readonly string[];
  readonly roots: readonly string[];
  /** Page of a file; undefined where the host's pages are not known. */
  readonly urlOf: (path: string) => string | undefined;
}

/**
 * Tells where an object comes from by the marks that kustomize and the GitOps
 * controllers leave on it. A file is named only when it lies in a configured
 * source: a mark is a text that anybody may write.
 */
export class ObjectOrigins {
  constructor(private readonly sources: readonly OriginSource[]) {}

  of(cluster: string, object: RawObject): ObjectOrigin {
    const meta = fieldsOf(object.metadata);
    const file = this.fileOf(cluster, meta);
    const writtenBy = writerOf(object, meta);
    return {
      ...(file ? { file } : {}),
      ...(writtenBy ? { writtenBy } : {}),
    };
  }

  private fileOf(cluster: string, meta: Fields): ObjectOrigin['file'] {
    const mark = textOf(meta.annotations, 'config.kubernetes.io/origin');
    const { path, repo } = fieldsOf(mark === undefined ? {} : parsed(mark));
    if (typeof path !== 'string' || typeof repo !== 'string') return undefined;
    const clean = path.replace(/^\.?\/+/, '');
    if (clean.split('/').includes('..')) return undefined;
    const source = this.sources.find(
      candidate =>
        candidate.clusters.includes(cluster) &&
        repoKey(candidate.repo) === repoKey(repo) &&
        candidate.roots.some(root => isBelow(clean, root)),
    );
    if (!source) return undefined;
    const url = source.urlOf(clean);
    return { source: source.id, path: clean, ...(url ? { url } : {}) };
  }
}

function writerOf(object: RawObject, meta: Fields): ObjectOrigin['writtenBy'] {
  const annotation = (name: string) => textOf(meta.annotations, name);
  const label = (name: string) => textOf(meta.labels, name);
  const inNamespace = (namespace: string | undefined, name: string) =>
    namespace === undefined ? name : `${namespace}/${name}`;

  const tracking = annotation(argoTrackingAnnotation);
  const application =
    (tracking === undefined ? undefined : trackedBy(tracking, object, meta)) ??
    annotation('argocd.argoproj.io/instance') ??
    label('argocd.argoproj.io/instance');
  if (application) return { type: 'argocd', name: application };
  for (const controller of ['kustomize', 'helm']) {
    const prefix = `${controller}.toolkit.fluxcd.io`;
    const name = label(`${prefix}/name`);
    if (name) {
      return {
        type: 'flux',
        name: inNamespace(label(`${prefix}/namespace`), name),
      };
    }
  }
  const release = annotation('meta.helm.sh/release-name');
  if (release) {
    const namespace = annotation('meta.helm.sh/release-namespace');
    return { type: 'helm', name: inNamespace(namespace, release) };
  }
  const [owner] = listOf(meta.ownerReferences).map(fieldsOf);
  if (owner) return { type: 'owner', name: `${owner.kind} ${owner.name}` };
  const managers = listOf(meta.managedFields)
    .map(fieldsOf)
    .flatMap(({ manager }) => (typeof manager === 'string' ? [manager] : []));
  return managers.length > 0
    ? { type: 'field-manager', name: [...new Set(managers)].join(', ') }
    : undefined;
}

/** The mark of a copied object tells of another one. */
function trackedBy(
  tracking: string,
  { apiVersion, kind }: RawObject,
  { namespace, name }: Fields,
): string | undefined {
  return argoApplicationOf(tracking, {
    group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
    kind,
    namespace: typeof namespace === 'string' ? namespace : '',
    name: typeof name === 'string' ? name : '',
  });
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [];

function textOf(map: unknown, name: string): string | undefined {
  const value = fieldsOf(map)[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** Host and path in lower case, without `.git`, however it is written. */
function repoKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?!\d+\/)/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}

function isBelow(path: string, root: string): boolean {
  const folder = root.replace(/^\.?\/+|\/+$/g, '');
  return folder === '' || folder === '.' || path.startsWith(`${folder}/`);
}

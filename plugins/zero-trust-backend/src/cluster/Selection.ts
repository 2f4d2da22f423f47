import { KindInfo } from '@ztn/zero-trust-engine';

/**
 * One list-and-watch: a kind in its served version, all of it or one name. By
 * name the ClusterRole can be as narrow as `resourceNames`, because the API
 * server authorizes `metadata.name=x` as a request for that name.
 */
export interface Selection {
  readonly kind: KindInfo;
  readonly version: string;
  readonly name?: string;
}

/** Path and query of a list; `extra` goes into the query. */
export function selectionPath(
  { kind, version, name }: Selection,
  extra: Readonly<Record<string, string>>,
): string {
  const root = kind.group ? `/apis/${kind.group}` : '/api';
  const query = new URLSearchParams(extra);
  if (name) query.set('fieldSelector', `metadata.name=${name}`);
  return `${root}/${version}/${kind.plural}?${query}`;
}

/** API version as objects of this selection carry it, `apps/v1`. */
export function apiVersionOf({ kind, version }: Selection): string {
  return kind.group ? `${kind.group}/${version}` : version;
}

/**
 * The right that a reader needs, as `kubectl auth can-i` takes it: `list pods`,
 * `watch networkpolicies.networking.k8s.io`, `list configmaps/istio`.
 */
export function rightOf(
  verb: 'list' | 'watch',
  { kind, name }: Pick<Selection, 'kind' | 'name'>,
): string {
  const resource = kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
  return name === undefined
    ? `${verb} ${resource}`
    : `${verb} ${resource}/${name}`;
}

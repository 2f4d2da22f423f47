/** What an Argo CD tracking id has to name. */
export interface TrackedObject {
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Where Argo CD writes which Application an object belongs to. */
export const argoTrackingAnnotation = 'argocd.argoproj.io/tracking-id';

/**
 * The Application of `app:group/Kind:namespace/name`; undefined when the id names
 * another object: somebody copied one that Argo CD applied, mark and all.
 *
 * Source: Argo CD, `util/argo/resource_tracking.go`, which ignores such ids too.
 */
export function argoApplicationOf(
  trackingId: string,
  { group, kind, namespace, name }: TrackedObject,
): string | undefined {
  const [application, type, place, ...more] = trackingId.split(':');
  const isOurs =
    more.length === 0 &&
    type === `${group}/${kind}` &&
    place === `${namespace}/${name}`;
  return isOurs && application !== '' ? application : undefined;
}

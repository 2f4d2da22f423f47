/** Workloads of an entity: comma-separated `cluster/namespace/kind/name`. */
export const WORKLOAD_ANNOTATION = 'zero-trust/workload';
/**
 * Id of a configured policy source, optionally `#relative/dir`. With
 * `.<environment>` at its end: for that environment.
 */
export const POLICY_SOURCE_ANNOTATION = 'zero-trust/policy-source';
/** `"true"` marks an entity whose reach is shown first. */
export const SENSITIVE_ANNOTATION = 'zero-trust/sensitive';
/** Value of the label `backstage.io/kubernetes-id` on cluster objects. */
export const KUBERNETES_ID_ANNOTATION = 'backstage.io/kubernetes-id';
/** Label of the same name that cluster objects carry. */
export const KUBERNETES_ID_LABEL = 'backstage.io/kubernetes-id';
/** Restricts the mapping to one namespace. */
export const KUBERNETES_NAMESPACE_ANNOTATION =
  'backstage.io/kubernetes-namespace';
/** A label selector that replaces the id, `app=payment,tier!=test`. */
export const KUBERNETES_LABEL_SELECTOR_ANNOTATION =
  'backstage.io/kubernetes-label-selector';
/** Restricts the mapping to clusters; several are separated by commas. */
export const KUBERNETES_CLUSTER_ANNOTATION = 'backstage.io/kubernetes-cluster';

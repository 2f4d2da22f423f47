import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { LabelSelector, parseLabelSelector } from './LabelSelector';
import { parseObject } from './parseObject';

/** A Role or a ClusterRole. */
export interface Role {
  readonly meta: ObjectMeta;
  readonly rules: readonly AccessRule[];
  /** A ClusterRole that is the union of those that any of these select. */
  readonly aggregates: readonly LabelSelector[];
}

/** What may be done to what; rules add up, there is no deny. */
export interface AccessRule {
  readonly path: string;
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  /** `pods`, `pods/exec`, `*`, `*` with a subresource; empty for URLs. */
  readonly resources: readonly string[];
  /** Empty: all names. */
  readonly names: readonly string[];
}

/** Kubernetes, Role (rbac.authorization.k8s.io). */
export function parseRole(raw: RawObject): Parsed<Role> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    rules: root.at('rules').items().map(parseRule),
    aggregates: [],
  }));
}

/** Kubernetes, ClusterRole (rbac.authorization.k8s.io). */
export function parseClusterRole(raw: RawObject): Parsed<Role> {
  return parseObject(raw, 'cluster', (root, { meta }) => ({
    meta,
    rules: root.at('rules').items().map(parseRule),
    aggregates: root
      .in('aggregationRule', 'clusterRoleSelectors')
      .items()
      .map(parseLabelSelector),
  }));
}

function parseRule(field: Field): AccessRule {
  return {
    path: field.path,
    verbs: field.at('verbs').strings(),
    groups: field.at('apiGroups').strings(),
    resources: field.at('resources').strings(),
    names: field.at('resourceNames').strings(),
  };
}

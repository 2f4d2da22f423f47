import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** A RoleBinding or a ClusterRoleBinding. */
export interface RoleBinding {
  readonly meta: ObjectMeta;
  readonly role: {
    readonly kind: 'Role' | 'ClusterRole';
    readonly name: string;
  };
  readonly subjects: readonly AccessSubject[];
}

export interface AccessSubject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  /** Of a service account; absent: nobody is meant. */
  readonly namespace?: string;
}

/** Kubernetes, RoleBinding: a subject without namespace is of the binding's own. */
export function parseRoleBinding(raw: RawObject): Parsed<RoleBinding> {
  return parseObject(raw, 'namespaced', (root, { meta }) =>
    binding(root, meta, meta.namespace),
  );
}

/** Kubernetes, ClusterRoleBinding: there such a subject matches nobody. */
export function parseClusterRoleBinding(raw: RawObject): Parsed<RoleBinding> {
  return parseObject(raw, 'cluster', (root, { meta }) =>
    binding(root, meta, undefined),
  );
}

function binding(
  root: Field,
  meta: ObjectMeta,
  namespace: string | undefined,
): RoleBinding {
  return {
    meta,
    role: {
      kind: root.in('roleRef', 'kind').oneOf(['Role', 'ClusterRole']),
      name: root.in('roleRef', 'name').string(),
    },
    subjects: root
      .at('subjects')
      .items()
      .map(subject => ({
        kind: subject.at('kind').oneOf(['User', 'Group', 'ServiceAccount']),
        name: subject.at('name').string(),
        namespace: subject.at('namespace').optionalString() || namespace,
      })),
  };
}

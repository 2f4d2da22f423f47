import { matchLabels } from '../../select/matchLabels';
import { formatObjectRef } from '../../refs';
import { AccessRule, Role } from '../../snapshot/parseRole';
import { AccessSubject, RoleBinding } from '../../snapshot/parseRoleBinding';
import { Snapshot } from '../../snapshot/Snapshot';

/** What one binding gives a service account on the Kubernetes API. */
export interface AccessGrant {
  /** `RoleBinding namespace/name`. */
  readonly binding: string;
  /** `ClusterRole name`. */
  readonly role: string;
  /** Empty for the whole cluster. */
  readonly namespace: string;
  /** The account itself is a subject, and not a group that it is in. */
  readonly direct: boolean;
  /** Absent: the role was not read, or there is none. */
  readonly rules?: readonly AccessRule[];
}

const kinds = [
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
] as const;

/** Rights of service accounts on the Kubernetes API, from one snapshot. */
export class AccessIndex {
  /** Kinds that could not be read in full: an account may have more rights. */
  readonly unread: readonly string[];
  private readonly roles = new Map<string, Role>();
  private readonly bySubject = new Map<string, Bound[]>();

  constructor(private readonly snapshot: Snapshot) {
    this.unread = kinds.filter(kind => snapshot.gapsOf(kind).length > 0);
    for (const role of snapshot.objects('Role')) {
      this.roles.set(formatObjectRef({ kind: 'Role', ...role.meta }), role);
    }
    for (const role of snapshot.objects('ClusterRole')) {
      this.roles.set(`ClusterRole ${role.meta.name}`, role);
    }
    for (const binding of snapshot.objects('RoleBinding')) {
      this.bind('RoleBinding', binding);
    }
    for (const binding of snapshot.objects('ClusterRoleBinding')) {
      this.bind('ClusterRoleBinding', binding);
    }
  }

  /** Everything that is bound to the account or to a group that it is in. */
  grantsOf(namespace: string, account: string): readonly AccessGrant[] {
    const direct = `ServiceAccount ${namespace}/${account}`;
    return [
      direct,
      // The account as a user: the same identity under its other name.
      `User system:serviceaccount:${namespace}:${account}`,
      `Group system:serviceaccounts:${namespace}`,
      'Group system:serviceaccounts',
      'Group system:authenticated',
    ].flatMap(subject =>
      (this.bySubject.get(subject) ?? []).map(bound => ({
        ...this.grantOf(bound),
        direct: !subject.startsWith('Group'),
      })),
    );
  }

  private grantOf({ kind, binding }: Bound): Omit<AccessGrant, 'direct'> {
    const { namespace } = binding.meta;
    const role =
      binding.role.kind === 'Role'
        ? `Role ${namespace}/${binding.role.name}`
        : `ClusterRole ${binding.role.name}`;
    const found = this.roles.get(role);
    const rules = found ? this.rulesOf(found) : undefined;
    return {
      binding: formatObjectRef({ kind, ...binding.meta }),
      role,
      namespace,
      ...(rules ? { rules } : {}),
    };
  }

  /**
   * The controller writes the union into an aggregated role; in a folder of
   * manifests nobody has.
   */
  private rulesOf({ rules, aggregates }: Role): readonly AccessRule[] {
    if (aggregates.length === 0 || rules.length > 0) return rules;
    return this.snapshot
      .objects('ClusterRole')
      .filter(({ meta }) =>
        aggregates.some(selector => matchLabels(selector, meta.labels)),
      )
      .flatMap(role => role.rules);
  }

  private bind(kind: Bound['kind'], binding: RoleBinding): void {
    for (const subject of binding.subjects) {
      const name = nameOf(subject);
      if (name === undefined) continue;
      const bound = this.bySubject.get(name);
      if (bound) bound.push({ kind, binding });
      else this.bySubject.set(name, [{ kind, binding }]);
    }
  }
}

interface Bound {
  readonly kind: 'RoleBinding' | 'ClusterRoleBinding';
  readonly binding: RoleBinding;
}

function nameOf({ kind, name, namespace }: AccessSubject): string | undefined {
  if (kind !== 'ServiceAccount') return `${kind} ${name}`;
  return namespace === undefined
    ? undefined
    : `ServiceAccount ${namespace}/${name}`;
}

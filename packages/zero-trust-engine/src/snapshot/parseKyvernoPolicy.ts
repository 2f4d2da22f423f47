import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** A Kyverno ClusterPolicy, or a Policy of one namespace. */
export interface KyvernoPolicy {
  readonly meta: ObjectMeta;
  readonly rules: readonly KyvernoRule[];
}

export interface KyvernoRule {
  readonly name: string;
  readonly path: string;
  /** Kinds that it matches, without group and version. */
  readonly kinds: readonly string[];
  /** It matches a part of these, by name, label, user or condition. */
  readonly limited: boolean;
  readonly validates: 'enforce' | 'audit' | 'no';
  /** Kind of the object that it makes, if it makes one. */
  readonly generates?: string;
}

/** Kyverno, ClusterPolicy (kyverno.io). */
export function parseKyvernoPolicy(raw: RawObject): Parsed<KyvernoPolicy> {
  return parsePolicy(raw, 'cluster');
}

/** Kyverno, Policy (kyverno.io): for objects of its own namespace. */
export function parseNamespacedKyvernoPolicy(
  raw: RawObject,
): Parsed<KyvernoPolicy> {
  return parsePolicy(raw, 'namespaced');
}

function parsePolicy(
  raw: RawObject,
  scope: 'cluster' | 'namespaced',
): Parsed<KyvernoPolicy> {
  return parseObject(raw, scope, (root, { meta }) => {
    const spec = root.at('spec');
    const action = spec.at('validationFailureAction').stringOr('Audit');
    return {
      meta,
      rules: spec
        .at('rules')
        .items()
        .map(rule => parseRule(rule, action)),
    };
  });
}

function parseRule(rule: Field, policyAction: string): KyvernoRule {
  const match = rule.at('match');
  const filters = [
    match,
    ...match.at('any').items(),
    ...match.at('all').items(),
  ];
  const validate = rule.at('validate');
  const action = validate.at('failureAction').stringOr(policyAction);
  return {
    name: rule.at('name').stringOr(''),
    path: rule.path,
    kinds: filters.flatMap(filter =>
      filter.in('resources', 'kinds').strings().map(bareKind),
    ),
    limited:
      rule.at('exclude').keys().length > 0 ||
      rule.at('preconditions').present ||
      filters.some(
        filter =>
          filter
            .at('resources')
            .keys()
            .some(key => key !== 'kinds' && key !== 'operations') ||
          ['subjects', 'roles', 'clusterRoles'].some(
            key => filter.at(key).present,
          ),
      ),
    validates: validate.present ? enforcement(action) : 'no',
    generates: rule.in('generate', 'kind').optionalString(),
  };
}

function enforcement(action: string): 'enforce' | 'audit' {
  return action.toLowerCase() === 'enforce' ? 'enforce' : 'audit';
}

/** `v1/Namespace` and `*` as they are written, without what stands in front. */
function bareKind(kind: string): string {
  return kind.split('/').at(-1) ?? kind;
}

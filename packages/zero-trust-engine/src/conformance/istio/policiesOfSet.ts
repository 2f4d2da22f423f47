import { AllowedOperations, HttpOperation } from '../../layers/Layer';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aPolicy } from '../../testing/builders';

/** The key under which a set says that an authorizer decides. */
const authorizer = 'external-authorizer';

/**
 * A set of operations written as policies again, which let through what the set
 * has: what is compared with the goldens once may then judge sets as well.
 */
export function policiesOfSet({
  allow,
  except,
}: Pick<AllowedOperations, 'allow' | 'except'>): readonly RawObject[] {
  const isAsked = ({ when }: HttpOperation) =>
    (when ?? []).some(({ key }) => key === authorizer);
  const policy = (
    name: string,
    spec: Readonly<Record<string, unknown>>,
    operations: readonly HttpOperation[],
  ) =>
    aPolicy(
      'AuthorizationPolicy',
      { namespace: 'foo', name },
      { ...spec, rules: operations.map(ruleOf) },
    );
  const denied = except.filter(operation => !isAsked(operation));
  const asked = except.filter(isAsked);
  return [
    ...(allow === 'any' ? [] : [policy('allow', { action: 'ALLOW' }, allow)]),
    ...(denied.length > 0
      ? [policy('except', { action: 'DENY' }, denied)]
      : []),
    ...(asked.length > 0
      ? [
          policy(
            'asked',
            { action: 'CUSTOM', provider: { name: 'default' } },
            asked,
          ),
        ]
      : []),
  ];
}

function ruleOf({ when = [], ...operation }: HttpOperation) {
  const fields = Object.entries(operation).filter(([, list]) => list);
  return {
    ...(fields.length > 0
      ? { to: [{ operation: Object.fromEntries(fields) }] }
      : {}),
    when: when.filter(({ key }) => key !== authorizer),
  };
}

import { objectRefOf } from '../objectRefOf';
import { ObjectRule, objectRules } from '../read/objectRules';
import { listOf } from '../words/sentenceOf';
import { Guardrail, GuardrailContext, Warning } from './Guardrail';

/** A rule must name a workload, not a crowd. */
export const noWildcardIdentity: Guardrail = {
  id: 'no-wildcard-identity',
  level: 'block',
  check: context =>
    eachRule(context, ({ widePeers }) =>
      widePeers.length > 0
        ? `lets ${listOf([...new Set(widePeers)])} in, not one workload`
        : undefined,
    ),
};

/** A rule must name its ports. */
export const noWildcardPort: Guardrail = {
  id: 'no-wildcard-port',
  level: 'block',
  check: context =>
    eachRule(context, ({ anyPort }) =>
      anyPort ? 'names no single port' : undefined,
    ),
};

function eachRule(
  { objects }: GuardrailContext,
  faultOf: (rule: ObjectRule) => string | undefined,
): readonly Warning[] {
  return objects.flatMap(object =>
    objectRules(object).flatMap((rule): readonly Warning[] => {
      const fault = faultOf(rule);
      const ref = objectRefOf(object);
      return fault
        ? [{ message: `${ref} ${rule.path} ${fault}.`, about: [ref] }]
        : [];
    }),
  );
}

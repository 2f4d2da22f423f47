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

/** A port that is not in use yet is granted all the same. */
export const portsAsked: Guardrail = {
  id: 'other-port',
  level: 'block',
  check(context) {
    const { goal, tried } = context;
    const asked = new Set([
      ...goal.rules.map(({ port }) => port),
      ...tried.readings
        .flatMap(({ places }) => places)
        .flatMap(({ place }) => {
          if (place.layer === 'mesh') return [place.hop.port];
          return place.layer === 'network' ? place.segment.wirePort ?? [] : [];
        }),
    ]);
    return eachRule(context, ({ ports }) => {
      const others = ports.filter(port => !asked.has(port));
      return others.length > 0
        ? `names port ${listOf(others.map(String))}, which nobody asked for`
        : undefined;
    });
  },
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

import { Field } from './Field';
import { StringMap } from './KubernetesObject';

/** An object that a policy names as what it applies to. */
export interface TargetRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Must be empty: a reference into another namespace never matches. */
  readonly namespace: string;
}

/**
 * What an Istio policy applies to. An absent selector and an empty one are
 * kept apart: proxies treat them alike, ztunnel does not.
 */
export interface IstioTarget {
  /** `matchLabels`; undefined when the policy has no selector. */
  readonly selector?: StringMap;
  readonly targetRefs: readonly TargetRef[];
}

/** `selector`, `targetRefs`, and the older single `targetRef` behind it. */
export function parseIstioTarget(spec: Field): IstioTarget {
  const selector = spec.at('selector');
  const refs = spec
    .at('targetRefs')
    .items()
    .filter(ref => ref.present);
  const legacy = spec.at('targetRef');
  const all = refs.length === 0 && legacy.present ? [legacy] : refs;
  return {
    ...(selector.present
      ? { selector: selector.at('matchLabels').stringMap() }
      : {}),
    targetRefs: all.map(ref => ({
      group: ref.at('group').stringOr(''),
      kind: ref.at('kind').string(),
      name: ref.at('name').string(),
      namespace: ref.at('namespace').stringOr(''),
    })),
  };
}

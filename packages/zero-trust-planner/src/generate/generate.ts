import { authorizationPolicy } from './authorizationPolicy';
import { ciliumPolicyEgress, ciliumPolicyIngress } from './ciliumPolicy';
import { Draft, GenerateContext, Generated } from './Draft';
import { networkPolicyEgress, networkPolicyIngress } from './networkPolicy';

/** The object that a draft asks for, in its dialect. */
export function generate(draft: Draft, context: GenerateContext): Generated {
  const isEgress =
    draft.place.layer === 'network' && draft.place.point === 'egress';
  switch (draft.dialect) {
    case 'istio':
      return authorizationPolicy(draft, context);
    case 'cilium':
      return isEgress
        ? ciliumPolicyEgress(draft, context)
        : ciliumPolicyIngress(draft, context);
    default:
      return isEgress
        ? networkPolicyEgress(draft, context)
        : networkPolicyIngress(draft, context);
  }
}

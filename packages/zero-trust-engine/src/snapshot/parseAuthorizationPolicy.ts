import { AuthorizationRule, parseAuthorizationRule } from './AuthorizationRule';
import { Parsed } from './Gap';
import { IstioTarget, parseIstioTarget } from './IstioTarget';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** `AUDIT` never decides; `CUSTOM` asks an external authorizer. */
export type AuthorizationAction = 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';

/** One AuthorizationPolicy, its rules in one normal form. */
export interface AuthorizationPolicy {
  readonly meta: ObjectMeta;
  readonly target: IstioTarget;
  readonly action: AuthorizationAction;
  /** `provider.name`, for CUSTOM. */
  readonly provider?: string;
  /** `null` items of `spec.rules` are left out; paths keep their index. */
  readonly rules: readonly AuthorizationRule[];
  readonly dryRun: boolean;
}

const actions = ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'] as const;
const truths = ['1', 't', 'T', 'true', 'TRUE', 'True'];

/** Istio, AuthorizationPolicy (security.istio.io). */
export function parseAuthorizationPolicy(
  raw: RawObject,
): Parsed<AuthorizationPolicy> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    return {
      meta,
      target: parseIstioTarget(spec),
      action: spec.at('action').oneOfOr(actions, 'ALLOW'),
      provider: spec.in('provider', 'name').optionalString(),
      rules: spec
        .at('rules')
        .items()
        .filter(rule => rule.present)
        .map(rule => parseAuthorizationRule(rule, meta.namespace)),
      // Read as Go reads a boolean. Any other text ("yes", "on") is an error to
      // istiod, which then enforces the policy.
      dryRun: truths.includes(meta.annotations['istio.io/dry-run'] ?? ''),
    };
  });
}

import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** What some objects are let off: rules of Kyverno policies. */
export interface PolicyException {
  readonly meta: ObjectMeta;
  readonly exceptions: readonly {
    /** `name` of a ClusterPolicy, `namespace/name` of a Policy. */
    readonly policy: string;
    readonly rules: readonly string[];
  }[];
}

/** Kyverno, PolicyException (kyverno.io). Which objects are meant is not read. */
export function parsePolicyException(raw: RawObject): Parsed<PolicyException> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    exceptions: root
      .in('spec', 'exceptions')
      .items()
      .map(item => ({
        policy: item.at('policyName').string(),
        rules: item.at('ruleNames').strings(),
      })),
  }));
}

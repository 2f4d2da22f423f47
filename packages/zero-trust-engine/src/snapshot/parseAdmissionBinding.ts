import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** A ValidatingAdmissionPolicyBinding. */
export interface AdmissionBinding {
  readonly meta: ObjectMeta;
  readonly policy: string;
  /** `Deny`, `Warn`, `Audit`: only the first refuses anything. */
  readonly actions: readonly string[];
  /** It acts on a part of what the policy covers. */
  readonly limited: boolean;
}

/** Kubernetes, ValidatingAdmissionPolicyBinding (admissionregistration.k8s.io). */
export function parseAdmissionBinding(
  raw: RawObject,
): Parsed<AdmissionBinding> {
  return parseObject(raw, 'cluster', (root, { meta }) => {
    const spec = root.at('spec');
    const match = spec.at('matchResources');
    return {
      meta,
      policy: spec.at('policyName').string(),
      actions: spec.at('validationActions').strings(),
      limited:
        ['namespaceSelector', 'objectSelector'].some(
          key => match.at(key).keys().length > 0,
        ) ||
        ['resourceRules', 'excludeResourceRules'].some(
          key => match.at(key).items().length > 0,
        ) ||
        spec.at('paramRef').present,
    };
  });
}

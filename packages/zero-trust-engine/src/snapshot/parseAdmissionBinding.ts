import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { LabelSelector, parseLabelSelector } from './LabelSelector';
import { parseObject } from './parseObject';

/** A ValidatingAdmissionPolicyBinding. */
export interface AdmissionBinding {
  readonly meta: ObjectMeta;
  readonly policy: string;
  /** `Deny`, `Warn`, `Audit`: only the first refuses anything. */
  readonly actions: readonly string[];
  /** It acts on a part of what the policy covers. */
  readonly limited: boolean;
  /** In these namespaces alone. */
  readonly namespaces: LabelSelector;
  /** In those, on a part of what the policy covers. */
  readonly narrowed: boolean;
}

/** Kubernetes, ValidatingAdmissionPolicyBinding (admissionregistration.k8s.io). */
export function parseAdmissionBinding(
  raw: RawObject,
): Parsed<AdmissionBinding> {
  return parseObject(raw, 'cluster', (root, { meta }) => {
    const spec = root.at('spec');
    const match = spec.at('matchResources');
    const narrowed =
      match.at('objectSelector').keys().length > 0 ||
      ['resourceRules', 'excludeResourceRules'].some(
        key => match.at(key).items().length > 0,
      ) ||
      spec.at('paramRef').present;
    return {
      meta,
      policy: spec.at('policyName').string(),
      actions: spec.at('validationActions').strings(),
      limited: match.at('namespaceSelector').keys().length > 0 || narrowed,
      namespaces: parseLabelSelector(match.at('namespaceSelector')),
      narrowed,
    };
  });
}

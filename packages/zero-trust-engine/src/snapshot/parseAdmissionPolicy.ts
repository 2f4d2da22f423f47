import { AdmissionRule, parseAdmissionRule } from './admissionRules';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** A ValidatingAdmissionPolicy; inert without a binding. */
export interface AdmissionPolicy {
  readonly meta: ObjectMeta;
  readonly rules: readonly AdmissionRule[];
  readonly failurePolicy: 'Fail' | 'Ignore';
  /** Not every request that the rules cover is checked. */
  readonly limited: boolean;
}

/** Kubernetes, ValidatingAdmissionPolicy (admissionregistration.k8s.io). */
export function parseAdmissionPolicy(raw: RawObject): Parsed<AdmissionPolicy> {
  return parseObject(raw, 'cluster', (root, { meta }) => {
    const spec = root.at('spec');
    const constraints = spec.at('matchConstraints');
    return {
      meta,
      rules: constraints.at('resourceRules').items().map(parseAdmissionRule),
      failurePolicy: spec
        .at('failurePolicy')
        .oneOfOr(['Fail', 'Ignore'], 'Fail'),
      limited:
        spec.at('matchConditions').items().length > 0 ||
        ['namespaceSelector', 'objectSelector'].some(
          key => constraints.at(key).keys().length > 0,
        ) ||
        constraints.at('excludeResourceRules').items().length > 0,
    };
  });
}

import { AdmissionRule, parseAdmissionRule } from './admissionRules';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { LabelSelector, parseLabelSelector } from './LabelSelector';
import { parseObject } from './parseObject';

/** A ValidatingAdmissionPolicy; inert without a binding. */
export interface AdmissionPolicy {
  readonly meta: ObjectMeta;
  readonly rules: readonly AdmissionRule[];
  readonly failurePolicy: 'Fail' | 'Ignore';
  /** Not every request that the rules cover is checked. */
  readonly limited: boolean;
  /** In these namespaces alone. */
  readonly namespaces: LabelSelector;
  /** In those, not every request that the rules cover. */
  readonly narrowed: boolean;
}

/** Kubernetes, ValidatingAdmissionPolicy (admissionregistration.k8s.io). */
export function parseAdmissionPolicy(raw: RawObject): Parsed<AdmissionPolicy> {
  return parseObject(raw, 'cluster', (root, { meta }) => {
    const spec = root.at('spec');
    const constraints = spec.at('matchConstraints');
    const narrowed =
      spec.at('matchConditions').items().length > 0 ||
      constraints.at('objectSelector').keys().length > 0 ||
      constraints.at('excludeResourceRules').items().length > 0;
    return {
      meta,
      rules: constraints.at('resourceRules').items().map(parseAdmissionRule),
      failurePolicy: spec
        .at('failurePolicy')
        .oneOfOr(['Fail', 'Ignore'], 'Fail'),
      limited:
        constraints.at('namespaceSelector').keys().length > 0 || narrowed,
      namespaces: parseLabelSelector(constraints.at('namespaceSelector')),
      narrowed,
    };
  });
}

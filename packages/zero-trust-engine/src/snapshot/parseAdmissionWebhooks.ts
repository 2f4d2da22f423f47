import { AdmissionRule, parseAdmissionRule } from './admissionRules';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { LabelSelector, parseLabelSelector } from './LabelSelector';
import { parseObject } from './parseObject';

/** A ValidatingWebhookConfiguration; what its webhooks check is not in it. */
export interface AdmissionWebhooks {
  readonly meta: ObjectMeta;
  readonly webhooks: readonly {
    readonly name: string;
    readonly rules: readonly AdmissionRule[];
    /** For these namespaces alone. */
    readonly namespaces: LabelSelector;
    /** In those, for a part of the objects. */
    readonly narrowed: boolean;
    readonly failurePolicy: 'Fail' | 'Ignore';
  }[];
}

/** Kubernetes, ValidatingWebhookConfiguration (admissionregistration.k8s.io). */
export function parseAdmissionWebhooks(
  raw: RawObject,
): Parsed<AdmissionWebhooks> {
  return parseObject(raw, 'cluster', (root, { meta }) => ({
    meta,
    webhooks: root
      .at('webhooks')
      .items()
      .map(webhook => ({
        name: webhook.at('name').string(),
        rules: webhook.at('rules').items().map(parseAdmissionRule),
        namespaces: parseLabelSelector(webhook.at('namespaceSelector')),
        narrowed:
          webhook.at('objectSelector').keys().length > 0 ||
          webhook.at('matchConditions').items().length > 0,
        failurePolicy: webhook
          .at('failurePolicy')
          .oneOfOr(['Fail', 'Ignore'], 'Fail'),
      })),
  }));
}

import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { LabelSelector, parseLabelSelector } from './LabelSelector';
import { parseObject } from './parseObject';

/** Webhooks that change objects at admission; verdicts read injectors. */
export interface MutatingWebhookConfiguration {
  readonly meta: ObjectMeta;
  readonly webhooks: readonly {
    readonly name: string;
    readonly namespaceSelector: LabelSelector;
    readonly objectSelector: LabelSelector;
    readonly failurePolicy: 'Fail' | 'Ignore';
  }[];
}

/** Kubernetes, MutatingWebhookConfiguration (admissionregistration.k8s.io). */
export function parseMutatingWebhookConfiguration(
  raw: RawObject,
): Parsed<MutatingWebhookConfiguration> {
  return parseObject(raw, 'cluster', (root, { meta }) => ({
    meta,
    webhooks: root
      .at('webhooks')
      .items()
      .map(webhook => ({
        name: webhook.at('name').string(),
        namespaceSelector: parseLabelSelector(webhook.at('namespaceSelector')),
        objectSelector: parseLabelSelector(webhook.at('objectSelector')),
        failurePolicy: webhook
          .at('failurePolicy')
          .oneOfOr(['Fail', 'Ignore'], 'Fail'),
      })),
  }));
}

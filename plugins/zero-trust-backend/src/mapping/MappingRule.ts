import { Entity } from '@backstage/catalog-model';
import {
  KUBERNETES_CLUSTER_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_ID_LABEL,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  KUBERNETES_NAMESPACE_ANNOTATION,
  WORKLOAD_ANNOTATION,
} from '@ztn/backstage-plugin-zero-trust-common';
import { formatWorkloadRef, parseWorkloadRef } from '@ztn/zero-trust-engine';
import { LabelSelector, parseLabelSelector } from './LabelSelector';

/** One way in which an entity names its workloads. */
export type MappingRule = {
  /** The annotation that says so. */
  readonly annotation: string;
  /** As it was understood, or as it stands when it was not. */
  readonly text: string;
} & (
  | {
      readonly type: 'labels';
      readonly selector: LabelSelector;
      readonly namespace?: string;
      /** Absent: every cluster. */
      readonly clusters?: readonly string[];
    }
  | { readonly type: 'ref'; readonly cluster: string; readonly ref: string }
  | { readonly type: 'invalid' }
);

/**
 * What an entity's annotations say. Labels as the Kubernetes plugin reads them:
 * the selector if there is one, else the id; `kubernetes-cluster` narrows in
 * every mode and may list several. Our own annotation adds workloads by name.
 */
export function mappingRulesOf(entity: Entity): readonly MappingRule[] {
  const annotations = entity.metadata.annotations ?? {};
  return [...labelRules(annotations), ...workloadRules(annotations)];
}

function labelRules(
  annotations: Readonly<Record<string, string>>,
): readonly MappingRule[] {
  const text = annotations[KUBERNETES_LABEL_SELECTOR_ANNOTATION];
  const id = annotations[KUBERNETES_ID_ANNOTATION];
  const scope = {
    namespace: annotations[KUBERNETES_NAMESPACE_ANNOTATION] || undefined,
    clusters: clustersIn(annotations[KUBERNETES_CLUSTER_ANNOTATION]),
  };
  if (text) {
    const annotation = KUBERNETES_LABEL_SELECTOR_ANNOTATION;
    const selector = parseLabelSelector(text);
    return [
      selector
        ? { annotation, text, type: 'labels', selector, ...scope }
        : { annotation, text, type: 'invalid' },
    ];
  }
  if (!id) return [];
  return [
    {
      annotation: KUBERNETES_ID_ANNOTATION,
      text: `${KUBERNETES_ID_LABEL}=${id}`,
      type: 'labels',
      selector: [{ key: KUBERNETES_ID_LABEL, operator: 'in', values: [id] }],
      ...scope,
    },
  ];
}

function workloadRules(
  annotations: Readonly<Record<string, string>>,
): readonly MappingRule[] {
  const annotation = WORKLOAD_ANNOTATION;
  return listIn(annotations[annotation]).map(text => {
    const slash = text.indexOf('/');
    const cluster = text.slice(0, slash);
    const ref = parseWorkloadRef(text.slice(slash + 1));
    return slash > 0 && ref
      ? { annotation, text, type: 'ref', cluster, ref: formatWorkloadRef(ref) }
      : { annotation, text, type: 'invalid' };
  });
}

function clustersIn(text: string | undefined): readonly string[] | undefined {
  const clusters = listIn(text);
  return clusters.length ? clusters : undefined;
}

function listIn(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

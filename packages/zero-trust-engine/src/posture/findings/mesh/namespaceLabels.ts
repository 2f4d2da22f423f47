import { injectorsOf } from '../../../layers/mesh/declaredDataPlane';
import { matchLabels } from '../../../select/matchLabels';
import { StringMap } from '../../../snapshot/KubernetesObject';
import { Namespace } from '../../../snapshot/Snapshot';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';

/** Labels by which a namespace asks for the mesh, and what comes of them. */
export const namespaceLabels: FindingCheck = context => {
  const { snapshot } = context;
  if (snapshot.gapsOf('Namespace').length > 0) return [];
  return [...snapshot.namespaces.values()]
    .filter(({ declared }) => declared)
    .flatMap(namespace => [
      ...conflict(namespace),
      ...outside(namespace, context),
      ...withoutInjector(namespace, context),
    ]);
};

/** What a namespace asks for: of several labels one is followed. */
export function askedFor(labels: StringMap): readonly string[] {
  const injection = labels['istio-injection'];
  const revision = labels['istio.io/rev'];
  return [
    ...(injection === 'enabled' ? ['istio-injection=enabled'] : []),
    ...(revision === undefined ? [] : [`istio.io/rev=${revision}`]),
    ...(labels['istio.io/dataplane-mode'] === 'ambient'
      ? ['istio.io/dataplane-mode=ambient']
      : []),
  ];
}

function conflict({ name, labels }: Namespace): readonly Finding[] {
  const asked = [
    ...askedFor(labels),
    // It blocks the webhook of every revision.
    ...(labels['istio-injection'] === 'disabled' && labels['istio.io/rev']
      ? ['istio-injection=disabled']
      : []),
  ];
  return asked.length < 2
    ? []
    : [found('injection-labels-conflict', 'medium', name, asked)];
}

/** Istio is there and nobody decided about the namespace. */
function outside(
  { name, labels }: Namespace,
  { snapshot, mesh }: FindingContext,
): readonly Finding[] {
  const { installed, rootNamespace } = snapshot.facts.istio;
  const system = name === rootNamespace || /^(kube|istio)-/.test(name);
  const decided =
    askedFor(labels).length > 0 ||
    labels['istio-injection'] !== undefined ||
    labels['istio.io/dataplane-mode'] !== undefined;
  if (installed !== true || system || decided) return [];
  const workloads = mesh.selectedIn(name, undefined);
  if (workloads.length === 0) return [];
  if (workloads.some(w => mesh.membershipOf(w) !== 'out')) return [];
  return [
    {
      code: 'namespace-outside-mesh',
      severity: 'info',
      object: `Namespace ${name}`,
      path: 'metadata.labels',
      workloads: workloads.map(({ key }) => key),
      params: {},
    },
  ];
}

/** It asks a control plane that has no webhook: new pods start without a proxy. */
function withoutInjector(
  { name, labels }: Namespace,
  { snapshot, mesh }: FindingContext,
): readonly Finding[] {
  const revision = labels['istio.io/rev'];
  if (!revision || labels['istio-injection'] !== undefined) return [];
  if (snapshot.gapsOf('MutatingWebhookConfiguration').length > 0) return [];
  const injectors = injectorsOf(snapshot);
  // Without any, as in a folder of manifests, there is nothing to compare with.
  if (injectors.length === 0) return [];
  const isCalled = injectors.some(({ namespaceSelector }) =>
    matchLabels(namespaceSelector, labels),
  );
  if (isCalled) return [];
  return [
    {
      code: 'revision-without-injector',
      severity: 'high',
      object: `Namespace ${name}`,
      path: 'metadata.labels["istio.io/rev"]',
      workloads: mesh.selectedIn(name, undefined).map(({ key }) => key),
      params: { revision },
    },
  ];
}

function found(
  code: string,
  severity: Finding['severity'],
  name: string,
  labels: readonly string[],
): Finding {
  return {
    code,
    severity,
    object: `Namespace ${name}`,
    path: 'metadata.labels',
    workloads: [],
    params: { labels: labels.join(', ') },
  };
}

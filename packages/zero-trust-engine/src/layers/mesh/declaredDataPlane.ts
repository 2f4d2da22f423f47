import { DataPlane } from '../../vocabulary';
import { matchLabels } from '../../select/matchLabels';
import { StringMap } from '../../snapshot/KubernetesObject';
import { LabelSelector } from '../../snapshot/LabelSelector';
import { Snapshot } from '../../snapshot/Snapshot';
import { PodShape } from '../../snapshot/Workload';
import { EnrolmentContext, dataPlaneOf } from './dataPlaneOf';

/** Webhooks that add sidecars have names that end so, tags included. */
const injectorSuffix = 'sidecar-injector.istio.io';
const injectLabel = 'sidecar.istio.io/inject';
const modeLabel = 'istio.io/dataplane-mode';

/** What a pod made now from this shape in this namespace would get. */
export function declaredDataPlane(
  shape: PodShape,
  namespace: string,
  snapshot: Snapshot,
  context: EnrolmentContext,
): DataPlane {
  if (shape.hostNetwork) return 'none';
  // What the shape already carries stays (a gateway, a hand-made sidecar).
  const carried = dataPlaneOf(shape, namespace, context);
  if (carried !== 'none' && carried !== 'unknown') return carried;
  if (snapshot.facts.istio.installed === false) return 'none';
  const labels = snapshot.namespaces.get(namespace)?.labels ?? {};
  const injected = isInjected(shape, labels, snapshot);
  if (injected === true) return 'sidecar';
  const ambient = isAmbient(shape.labels, labels, namespace);
  if (injected === 'unknown') return 'unknown';
  return ambient ? 'ambient' : 'none';
}

function isAmbient(
  pod: StringMap,
  namespace: StringMap,
  name: string,
): boolean {
  // The CNI's own exclusion.
  if (name === 'kube-system') return false;
  if (pod[modeLabel] === 'ambient') return true;
  return namespace[modeLabel] === 'ambient' && pod[modeLabel] !== 'none';
}

/** The webhooks that add sidecars, of every revision and tag. */
export function injectorsOf(snapshot: Snapshot) {
  return snapshot
    .objects('MutatingWebhookConfiguration')
    .flatMap(config => config.webhooks)
    .filter(webhook => webhook.name.endsWith(injectorSuffix));
}

function isInjected(
  shape: PodShape,
  namespace: StringMap,
  snapshot: Snapshot,
): boolean | 'unknown' {
  if (snapshot.gapsOf('MutatingWebhookConfiguration').length > 0) {
    return 'unknown';
  }
  const injectors = injectorsOf(snapshot);
  const called =
    injectors.length > 0
      ? injectors.some(
          webhook =>
            matchLabels(webhook.namespaceSelector, namespace) &&
            matchLabels(webhook.objectSelector, shape.labels),
        )
      : defaultInjectors.some(
          ([ofNamespace, ofPod]) =>
            matchLabels(ofNamespace, namespace) &&
            matchLabels(ofPod, shape.labels),
        );
  if (!called) return false;
  // The label wins over the annotation of the same name; the webhook is only
  // ever called for pods whose label does not say no.
  const asked = shape.labels[injectLabel] ?? shape.annotations[injectLabel];
  return asked !== 'false';
}

const requirement = (
  key: string,
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist',
  ...values: readonly string[]
) => ({ key, operator, values });
const selector = (
  ...requirements: LabelSelector['requirements']
): LabelSelector => ({ requirements });

const notRefused = requirement(injectLabel, 'NotIn', 'false');
const noInjectionLabel = requirement('istio-injection', 'DoesNotExist');
const noRevision = requirement('istio.io/rev', 'DoesNotExist');

/**
 * What Istio's chart installs for the default revision and, read widely, for
 * any other: used where there are objects but no webhook among them, as in a
 * folder of manifests.
 */
const defaultInjectors: readonly (readonly [LabelSelector, LabelSelector])[] = [
  [
    selector(requirement('istio-injection', 'In', 'enabled')),
    selector(notRefused),
  ],
  [
    selector(noInjectionLabel, requirement('istio.io/rev', 'Exists')),
    selector(notRefused),
  ],
  [
    selector(noInjectionLabel, noRevision),
    selector(requirement('istio.io/rev', 'Exists'), notRefused),
  ],
  [
    selector(noInjectionLabel, noRevision),
    selector(requirement(injectLabel, 'In', 'true'), noRevision),
  ],
];

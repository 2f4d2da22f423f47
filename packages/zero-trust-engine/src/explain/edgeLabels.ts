import { StringMap } from '../snapshot/KubernetesObject';
import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';

/** Labels of versions, hashes and replicas, which the next rollout changes. */
const passing = [
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'app.kubernetes.io/version',
  'version',
  'helm.sh/chart',
  'istio.io/rev',
  'security.istio.io/tlsMode',
  'service.istio.io/canonical-revision',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/job-completion-index',
];

/** Labels that say by themselves what a workload is, the usual ones first. */
const telling = ['app.kubernetes.io/name', 'app', 'k8s-app', 'name', 'run'];

/**
 * Labels that choose a workload and nothing else of its namespace, as few as it
 * takes: those of its owner's selector, which never change, and more where they
 * choose others too. Undefined when no lasting labels tell it apart.
 *
 * @param together - keys of variants that are meant with it, itself included
 */
export function edgeLabels(
  { workloads }: Snapshot,
  workload: Workload,
  together: readonly string[] = [workload.key],
): StringMap | undefined {
  const others = workloads.filter(
    ({ namespace, key }) =>
      namespace === workload.namespace && !together.includes(key),
  );
  const isAlone = (labels: StringMap) =>
    Object.keys(labels).length > 0 &&
    !others.some(other =>
      Object.entries(labels).every(([k, v]) => other.labels[k] === v),
    );
  const lasting = Object.fromEntries(
    Object.entries(workload.labels).filter(([key]) => !passing.includes(key)),
  );
  const named = telling
    .filter(key => lasting[key] !== undefined)
    .map(key => ({ [key]: lasting[key] }));
  return [workload.selector ?? {}, ...named, lasting].find(isAlone);
}

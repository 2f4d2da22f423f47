import { WorkloadRef, formatWorkloadRef } from '../refs';
import { compareText } from './compareText';
import { StringMap } from './KubernetesObject';
import { Owner } from './parseOwner';
import { ContainerPort, Pod, PodShape, Workload } from './Workload';

/** A workload that has no place among others yet. */
export type UnplacedWorkload = Omit<Workload, 'id'>;

/**
 * The workloads of one owner: its pods, split where they differ in service
 * account, host network, or a label that a selector reads. An owner without
 * pods counts with its template.
 */
export function splitGroup(
  ref: WorkloadRef,
  pods: readonly Pod[],
  owner: Owner | undefined,
  selectorKeys: ReadonlySet<string>,
): readonly UnplacedWorkload[] {
  return variantsOf(ref, pods, owner?.template, selectorKeys).map(workload =>
    withSelector(workload, owner?.selector),
  );
}

/** Label keys on which the pods of one owner are not all alike. */
export function unlikeKeys(pods: readonly Pod[]): readonly string[] {
  if (pods.length < 2) return [];
  const keys = new Set(pods.flatMap(pod => Object.keys(pod.labels)));
  return [...keys].filter(key =>
    pods.some(pod => pod.labels[key] !== pods[0].labels[key]),
  );
}

/** Only labels that its pods really carry: an orphan keeps its owner's name. */
function withSelector(
  workload: UnplacedWorkload,
  selector: StringMap | undefined,
): UnplacedWorkload {
  const carried = Object.entries(selector ?? {}).every(
    ([key, value]) => workload.labels[key] === value,
  );
  return selector && carried ? { ...workload, selector } : workload;
}

function variantsOf(
  ref: WorkloadRef,
  pods: readonly Pod[],
  template: PodShape | undefined,
  selectorKeys: ReadonlySet<string>,
): readonly UnplacedWorkload[] {
  if (pods.length === 0) {
    return template ? [workloadOf(ref, template, [], template, '')] : [];
  }
  const keys = differingKeys(pods, selectorKeys);
  const variants = new Map<string, Pod[]>();
  for (const pod of pods) {
    const name = variantName(pod, keys, pods);
    const variant = variants.get(name);
    if (variant) variant.push(pod);
    else variants.set(name, [pod]);
  }
  return [...variants.keys()].sort().map(name => {
    const members = variants.get(name)!;
    return workloadOf(ref, members[0], members, template, name);
  });
}

/** Selected label keys on which the pods of one owner are not all alike. */
function differingKeys(
  pods: readonly Pod[],
  selectorKeys: ReadonlySet<string>,
): readonly string[] {
  return unlikeKeys(pods)
    .filter(key => selectorKeys.has(key))
    .sort();
}

/** Only what differs is named: `track=canary`, `serviceAccount=old`. */
function variantName(
  pod: Pod,
  keys: readonly string[],
  pods: readonly Pod[],
): string {
  const parts = keys.map(key =>
    Object.hasOwn(pod.labels, key) ? `${key}=${pod.labels[key]}` : `!${key}`,
  );
  if (pods.some(other => other.serviceAccount !== pod.serviceAccount)) {
    parts.push(`serviceAccount=${pod.serviceAccount}`);
  }
  if (pods.some(other => other.hostNetwork !== pod.hostNetwork)) {
    parts.push(`hostNetwork=${pod.hostNetwork}`);
  }
  return parts.join(',');
}

function workloadOf(
  ref: WorkloadRef,
  shape: PodShape,
  pods: readonly Pod[],
  template: PodShape | undefined,
  variant: string,
): UnplacedWorkload {
  const key = formatWorkloadRef(ref);
  return {
    ref,
    key: variant === '' ? key : `${key}[${variant}]`,
    variant: variant === '' ? undefined : variant,
    namespace: ref.namespace,
    labels: commonEntries(shape.labels, pods),
    annotations: shape.annotations,
    serviceAccount: shape.serviceAccount,
    hostNetwork: shape.hostNetwork,
    ports: declaredPorts(pods.length > 0 ? pods : [shape]),
    pods,
    template,
  };
}

/** Labels that every pod has alike; hashes and indexes of replicas drop out. */
function commonEntries(labels: StringMap, pods: readonly Pod[]): StringMap {
  return Object.fromEntries(
    Object.entries(labels).filter(([key, value]) =>
      pods.every(pod => pod.labels[key] === value),
    ),
  );
}

function declaredPorts(shapes: readonly PodShape[]): readonly ContainerPort[] {
  const ports = shapes
    .flatMap(shape => shape.containers)
    .flatMap(container => container.ports);
  const byText = new Map(
    ports.map(p => [`${p.protocol}/${p.port}/${p.name ?? ''}`, p]),
  );
  return [...byText.values()].sort(
    (a, b) =>
      a.port - b.port ||
      compareText(a.protocol, b.protocol) ||
      compareText(a.name ?? '', b.name ?? ''),
  );
}

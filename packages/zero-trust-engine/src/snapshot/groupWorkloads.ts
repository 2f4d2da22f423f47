import { WorkloadRef, formatWorkloadRef } from '../refs';
import { StringMap } from './KubernetesObject';
import { Owner } from './parseOwner';
import { PodObject, isTerminated } from './parsePod';
import { resolveOwner } from './resolveOwner';
import { ContainerPort, Pod, PodShape, Workload, WorkloadId } from './Workload';

/** What workloads are made of. */
export interface WorkloadSources {
  readonly pods: readonly PodObject[];
  /** Owners of every kind. */
  readonly owners: readonly Owner[];
  /** Label keys that some selector of the snapshot reads. */
  readonly selectorKeys: ReadonlySet<string>;
}

/**
 * Groups pods under their topmost owner and splits a group where its pods
 * differ in service account, host network, or a label that a selector reads.
 * Terminated pods are left out. An owner without pods counts with its template,
 * except a finished Job and an owner that has an owner itself.
 */
export function groupWorkloads(sources: WorkloadSources): readonly Workload[] {
  const owners = new Map(
    sources.owners.map(owner => [keyOf(owner.kind, owner.meta), owner]),
  );
  const groups = new Map<string, { ref: WorkloadRef; pods: Pod[] }>();
  for (const { meta, pod } of sources.pods) {
    if (isTerminated(pod)) continue;
    const ref = resolveOwner(meta, pod.labels, owners);
    const key = formatWorkloadRef(ref);
    const group = groups.get(key);
    if (group) group.pods.push(pod);
    else groups.set(key, { ref, pods: [pod] });
  }
  for (const owner of sources.owners) {
    if (owner.finished || owner.meta.owner) continue;
    const { namespace, name } = owner.meta;
    const ref: WorkloadRef = { namespace, kind: owner.kind, name };
    const key = formatWorkloadRef(ref);
    if (!groups.has(key)) groups.set(key, { ref, pods: [] });
  }
  return [...groups.keys()]
    .sort()
    .flatMap(key => {
      const { ref, pods } = groups.get(key)!;
      const owner = owners.get(key);
      return splitGroup(ref, pods, owner?.template, sources.selectorKeys).map(
        workload => withSelector(workload, owner?.selector),
      );
    })
    .map((workload, index) => ({ ...workload, id: index as WorkloadId }));
}

/** Only labels that its pods really carry: an orphan keeps its owner's name. */
function withSelector(
  workload: Omit<Workload, 'id'>,
  selector: StringMap | undefined,
): Omit<Workload, 'id'> {
  const carried = Object.entries(selector ?? {}).every(
    ([key, value]) => workload.labels[key] === value,
  );
  return selector && carried ? { ...workload, selector } : workload;
}

function keyOf(
  kind: string,
  meta: { readonly namespace: string; readonly name: string },
): string {
  return formatWorkloadRef({ ...meta, kind });
}

function splitGroup(
  ref: WorkloadRef,
  pods: readonly Pod[],
  template: PodShape | undefined,
  selectorKeys: ReadonlySet<string>,
): readonly Omit<Workload, 'id'>[] {
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
  const keys = new Set(pods.flatMap(pod => Object.keys(pod.labels)));
  return [...keys]
    .filter(
      key =>
        selectorKeys.has(key) &&
        pods.some(pod => pod.labels[key] !== pods[0].labels[key]),
    )
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
): Omit<Workload, 'id'> {
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

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

import { WorkloadRef } from '../refs';
import { ObjectMeta, StringMap } from './KubernetesObject';
import { Owner } from './parseOwner';

/** The label by which the Deployment controller ties pods to a ReplicaSet. */
const templateHashLabel = 'pod-template-hash';

/**
 * The topmost owner of a pod: ReplicaSet → Deployment, Job → CronJob, or
 * whatever kind an owner reference names, read or not. Where ReplicaSets cannot
 * be read, the hash label that only the Deployment controller writes proves the
 * Deployment's name.
 *
 * @param owners by `namespace/Kind/name`
 */
export function resolveOwner(
  pod: ObjectMeta,
  labels: StringMap,
  owners: Pick<ReadonlyMap<string, Owner>, 'get'>,
): WorkloadRef {
  const { namespace } = pod;
  // A node owns the mirrors of its static pods, which have nothing in common.
  if (!pod.owner || pod.owner.kind === 'Node') {
    return { namespace, kind: 'Pod', name: pod.name };
  }
  let { kind, name } = pod.owner;
  const seen = new Set<string>();
  for (;;) {
    const key = `${namespace}/${kind}/${name}`;
    if (seen.has(key)) break;
    seen.add(key);
    const owner = owners.get(key);
    if (owner?.meta.owner) {
      ({ kind, name } = owner.meta.owner);
      continue;
    }
    const suffix = `-${labels[templateHashLabel]}`;
    if (!owner && kind === 'ReplicaSet' && name.endsWith(suffix)) {
      kind = 'Deployment';
      name = name.slice(0, -suffix.length);
    }
    break;
  }
  return { namespace, kind, name };
}

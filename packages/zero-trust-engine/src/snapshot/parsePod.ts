import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';
import { parsePodShape } from './parsePodShape';
import { Pod } from './Workload';

/** A Pod object: the pod, and whose it is. */
export interface PodObject {
  readonly meta: ObjectMeta;
  readonly pod: Pod;
}

/**
 * Reads a Pod. All addresses are kept (`status.podIPs` holds both families of
 * a dual-stack pod, `status.podIP` the first one).
 */
export function parsePod(raw: RawObject): Parsed<PodObject> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const status = root.at('status');
    const first = status.at('podIP').optionalString();
    const all = status
      .at('podIPs')
      .items()
      .map(item => item.at('ip').string());
    const ready = status
      .at('conditions')
      .items()
      .find(condition => condition.at('type').value === 'Ready');
    return {
      meta,
      pod: {
        ...parsePodShape(root.at('metadata'), root.at('spec')),
        namespace: meta.namespace,
        name: meta.name,
        node: root.in('spec', 'nodeName').optionalString() || undefined,
        addresses: [...new Set(first ? [first, ...all] : all)],
        phase: status.at('phase').stringOr('Pending'),
        ready: ready?.at('status').value === 'True',
        creationTimestamp: meta.creationTimestamp,
      },
    };
  });
}

/**
 * A terminated pod keeps its address in `status` although another pod may have
 * it by now, so it must not take part in verdicts.
 */
export function isTerminated(pod: Pod): boolean {
  return pod.phase === 'Succeeded' || pod.phase === 'Failed';
}

import { Endpoint, Snapshot, formatWorkloadRef } from '@ztn/zero-trust-engine';
import { UsageError } from '../UsageError';

/** The two sides of a question; not every end can be on each. */
export type Side = 'from' | 'to';

/**
 * An end as this snapshot has it. A name that it does not have is refused with
 * the names that come near: a verdict about nothing would look like an answer.
 */
export function resolveEnd(
  endpoint: Endpoint,
  side: Side,
  snapshot: Snapshot,
): Endpoint {
  switch (endpoint.type) {
    case 'workload':
      return resolveWorkload(endpoint, snapshot);
    case 'service': {
      const { namespace, name } = endpoint;
      const text = `${namespace}/Service/${name}`;
      if (side === 'from') {
        throw new UsageError(
          `'${text}' cannot be a caller: a Service only receives`,
        );
      }
      const names = snapshot.services.map(
        ({ meta }) => `${meta.namespace}/Service/${meta.name}`,
      );
      if (!names.includes(text)) throw unknownName(text, names, snapshot);
      return endpoint;
    }
    case 'fqdn':
      if (side === 'to') return endpoint;
      throw new UsageError(
        `'fqdn:${endpoint.name}' cannot be a caller: a name is only called`,
      );
    case 'address':
    case 'reserved':
    case 'principal':
      return endpoint;
    default:
      return endpoint satisfies never;
  }
}

function resolveWorkload(
  endpoint: Extract<Endpoint, { type: 'workload' }>,
  snapshot: Snapshot,
): Endpoint {
  const text = formatWorkloadRef(endpoint.ref);
  const { workloads } = snapshot;
  const names = workloads.map(({ ref }) => formatWorkloadRef(ref));
  if (names.includes(text)) return endpoint;
  // A pod that has an owner is one pod of that workload.
  const { kind, name, namespace } = endpoint.ref;
  const owner =
    kind === 'Pod' &&
    workloads.find(
      workload =>
        workload.namespace === namespace &&
        workload.pods.some(pod => pod.name === name),
    );
  if (owner) return { type: 'workload', ref: owner.ref, pod: name };
  throw unknownName(text, names, snapshot);
}

const MAX_NEAR = 5;

function unknownName(
  text: string,
  names: readonly string[],
  snapshot: Snapshot,
): UsageError {
  const [namespace, , name] = text.split('/');
  const unique = [...new Set(names)];
  const sameName = unique.filter(other => other.endsWith(`/${name}`));
  const sameNamespace = unique.filter(o => o.startsWith(`${namespace}/`));
  const near = (sameName.length > 0 ? sameName : sameNamespace).slice(
    0,
    MAX_NEAR,
  );
  const where =
    snapshot.cluster === '' ? 'the input' : `cluster '${snapshot.cluster}'`;
  const hint = near.length > 0 ? `; there is ${near.join(', ')}` : '';
  return new UsageError(`'${text}' is not in ${where}${hint}`);
}

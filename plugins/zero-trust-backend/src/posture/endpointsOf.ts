import { ConnectionEnd } from '@ztn/backstage-plugin-zero-trust-common';
import {
  Endpoint,
  formatWorkloadRef,
  parseWorkloadRef,
} from '@ztn/zero-trust-engine';
import { matchesLabels } from '../mapping/LabelSelector';
import { ClusterSnapshot } from './ClusterSnapshot';
import { ReadEntity } from './EntityReader';
import { invalidInput } from './errors';

/**
 * What an end of a question means in one cluster, in the engine's words. Empty
 * when it is not there.
 */
export function endpointsOf(
  end: ConnectionEnd,
  { cluster, labels, engine }: ClusterSnapshot,
  entities: ReadonlyMap<string, ReadEntity>,
): readonly Endpoint[] {
  switch (end.type) {
    case 'entity': {
      const found = entities.get(end.entityRef)?.workloads ?? [];
      const refs = found
        .filter(workload => workload.cluster === cluster)
        .map(
          ({ workload }) =>
            [formatWorkloadRef(workload.ref), workload.ref] as const,
        );
      return [...new Map(refs).values()].map(ref => ({
        type: 'workload',
        ref,
      }));
    }
    case 'workload': {
      const ref = parseWorkloadRef(end.workload);
      if (!ref) {
        throw invalidInput(`'workload' must be 'namespace/Kind/name'`);
      }
      if (labels.named(end.workload).length === 0) return [];
      const { pod, via } = end;
      return [
        {
          type: 'workload',
          ref,
          ...(pod === undefined ? {} : { pod }),
          ...(via === undefined ? {} : { via }),
        },
      ];
    }
    case 'service': {
      const { namespace, name } = end;
      const known = engine.snapshot.services.some(
        ({ meta }) => meta.namespace === namespace && meta.name === name,
      );
      return known ? [{ type: 'service', namespace, name }] : [];
    }
    default:
      return [end];
  }
}

/** Keys of the workloads that an end would give away. */
export function namedWorkloads(
  end: Endpoint,
  { labels, engine }: ClusterSnapshot,
): readonly string[] {
  const { snapshot } = engine;
  switch (end.type) {
    case 'workload':
      return labels.named(formatWorkloadRef(end.ref)).map(({ key }) => key);
    case 'service': {
      const service = snapshot.services.find(
        ({ meta }) =>
          meta.namespace === end.namespace && meta.name === end.name,
      );
      const selector = Object.entries(service?.selector ?? {}).map(
        ([key, value]) => ({ key, operator: 'in' as const, values: [value] }),
      );
      if (selector.length === 0) return [];
      return snapshot.workloads
        .filter(
          workload =>
            workload.namespace === end.namespace &&
            matchesLabels(selector, workload.labels),
        )
        .map(({ key }) => key);
    }
    case 'address':
      return snapshot.workloads
        .filter(({ pods }) =>
          pods.some(pod => pod.addresses.includes(end.address)),
        )
        .map(({ key }) => key);
    default:
      return [];
  }
}

/** The end as the answer names it. */
export function describeEnd(end: Endpoint): string {
  switch (end.type) {
    case 'workload': {
      const ref = formatWorkloadRef(end.ref);
      return end.pod === undefined ? ref : `${ref} (${end.pod})`;
    }
    case 'service':
      return `${end.namespace}/Service/${end.name}`;
    case 'address':
      return end.address;
    case 'fqdn':
      return `fqdn:${end.name}`;
    case 'reserved':
      return end.peer;
    default:
      return end.principal;
  }
}

import { KindInfo, kinds } from '@ztn/zero-trust-engine';

const layers: ReadonlySet<string> = new Set([
  'network',
  'cilium',
  'transport',
  'mesh',
]);

/**
 * Kinds that a question may add and remove: those that decide about traffic.
 * Workloads, Services and nodes are not among them: they could be made up to
 * find out what else is in the cluster.
 */
export const policyKinds: readonly KindInfo[] = kinds.filter(
  ({ readBy, key }) =>
    key !== 'Node' &&
    readBy.some(reader => layers.has(reader)) &&
    !readBy.includes('workloads') &&
    !readBy.includes('facts'),
);

import {
  WorkloadPosture,
  workloadPostureSchema,
} from '@ztn/backstage-plugin-zero-trust-common';

/** What documents are made of: where a workload is, and its findings. */
export type FoundWorkload = Pick<
  WorkloadPosture,
  'cluster' | 'namespace' | 'kind' | 'name' | 'findings'
>;

/** Nothing else of a posture is read. */
export const foundWorkloadsSchema = workloadPostureSchema
  .pick({
    cluster: true,
    namespace: true,
    kind: true,
    name: true,
    findings: true,
  })
  .array();

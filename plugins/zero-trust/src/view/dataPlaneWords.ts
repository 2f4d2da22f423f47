import { WorkloadPosture } from '@ztn/backstage-plugin-zero-trust-common';
import { Translate } from './Translate';

type Mesh = WorkloadPosture['mesh'];

/** What stands before a workload's pods: the most frequent first, and how many. */
export function dataPlaneWords(t: Translate, { declared, pods }: Mesh): string {
  if (pods.length === 0) {
    return t('dataPlane.declared', { plane: t(`dataPlane.${declared}`) });
  }
  const planes = [...new Set(pods.map(pod => pod.dataPlane))];
  const counted = planes
    .map(plane => ({
      plane,
      count: pods.filter(pod => pod.dataPlane === plane).length,
    }))
    .sort((a, b) => b.count - a.count);
  return counted
    .map(({ plane, count }) =>
      t('dataPlane.pods', { count, plane: t(`dataPlane.${plane}`) }),
    )
    .join(', ');
}

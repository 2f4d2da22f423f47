import { WorkloadControls } from '@ztn/backstage-plugin-zero-trust-common';
import { formatObjectRef, WorkloadPosture } from '@ztn/zero-trust-engine';
import { sayingPolicies } from './whatIf/sayingPolicies';

/** The first places say what to do; the evidence of all is on another page. */
const PLACES = 3;

/**
 * Controls as they may be shown with the workload. What a namespace or a cluster
 * is judged by is about all that is in it: of that only the places are named
 * that concern this workload, and the others are counted.
 */
export function toControls(
  { results, ...rest }: WorkloadControls,
  posture: WorkloadPosture,
): WorkloadControls {
  const { namespace } = posture.ref;
  const own = sayingPolicies([], [posture]);
  const ofNamespace = formatObjectRef({ kind: 'Namespace', name: namespace });
  const concerns = (object: string | undefined) =>
    object === undefined || object === ofNamespace || own.has(object);
  return {
    ...rest,
    results: results.map(result => {
      const { scope, because, more } = result;
      const told = because
        .filter(({ object }) => scope === 'workload' || concerns(object))
        .slice(0, PLACES);
      const left = because.length - told.length;
      return { ...result, because: told, more: more + left };
    }),
  };
}

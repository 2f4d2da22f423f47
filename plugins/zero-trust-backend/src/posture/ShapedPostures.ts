import { WorkloadControls } from '@ztn/backstage-plugin-zero-trust-common';
import { WorkloadPosture as EnginePosture } from '@ztn/zero-trust-engine';
import { ShapedPosture, shapePosture } from './toWorkloadPosture';
import { WorkloadNames } from './WorkloadNames';

interface Known extends ShapedPosture {
  readonly results?: WorkloadControls['results'];
  readonly asOf?: string;
}

/**
 * Postures in the API's shape, each worked out once for a snapshot and an
 * assessment: pages are opened many times between two changes of a cluster.
 */
export class ShapedPostures {
  private readonly known = new WeakMap<EnginePosture, Known>();

  /** @param names - of the snapshot that the posture is from */
  of(
    cluster: string,
    posture: EnginePosture,
    controls: WorkloadControls | undefined,
    names: WorkloadNames,
  ): ShapedPosture {
    const { results, asOf } = controls ?? {};
    const found = this.known.get(posture);
    if (found && found.results === results && found.asOf === asOf) return found;
    const made = {
      ...shapePosture(cluster, posture, controls, names),
      results,
      asOf,
    };
    this.known.set(posture, made);
    return made;
  }
}

import {
  WorkloadControls,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';
import {
  accessSentence,
  Exposure as EngineExposure,
  WorkloadPosture as EnginePosture,
} from '@ztn/zero-trust-engine';
import { PeerView } from './PeerAccess';
import { redact, textsIn } from './redact';
import { toControls } from './toControls';
import { toGapNotes } from './toGapNotes';
import { WorkloadNames } from './WorkloadNames';

/** Without the entry's other targets, which are other workloads. */
function toExposure({ entry, target, ...judged }: EngineExposure) {
  const { targets, fault, ...way } = entry;
  return {
    entry: way,
    port: target.port,
    protocol: target.protocol,
    ...judged,
  };
}

/** A posture in the API's shape, with names that not everybody may read. */
export interface ShapedPosture {
  readonly shaped: Omit<WorkloadPosture, 'identity'> & {
    readonly identity: EnginePosture['identity'];
  };
  /** Keys of all workloads that it names. */
  readonly mentioned: readonly string[];
}

/** What is the same for every caller; it is worth keeping. */
export function shapePosture(
  cluster: string,
  posture: EnginePosture,
  controls: WorkloadControls | undefined,
  names: WorkloadNames,
): ShapedPosture {
  const { ref, ...rest } = posture;
  const shaped = {
    ...rest,
    access: { ...rest.access, summary: accessSentence(rest.access) },
    ...(controls ? { controls: toControls(controls, posture) } : {}),
    gaps: toGapNotes(rest.gaps),
    exposure: rest.exposure.map(toExposure),
    cluster,
    namespace: ref.namespace,
    kind: ref.kind,
    name: ref.name,
  } as ShapedPosture['shaped'];
  const mentioned = new Set(
    [...textsIn(shaped)].flatMap(text => names.keysIn(text)),
  );
  return { shaped, mentioned: [...mentioned] };
}

/** One workload's posture as the API shows it to this caller. */
export function toWorkloadPosture(
  { shaped, mentioned }: ShapedPosture,
  names: WorkloadNames,
  view: PeerView,
): WorkloadPosture {
  const { identity } = shaped;
  const sharedWith = identity.sharedWith.filter(key => view.isVisible(key));
  const shown = {
    ...shaped,
    identity: {
      ...identity,
      sharedWith,
      sharedWithHidden: identity.sharedWith.length - sharedWith.length,
    },
  } as WorkloadPosture;
  return mentioned.every(key => view.isVisible(key))
    ? shown
    : redact(shown, text =>
        names.keysIn(text).some(key => !view.isVisible(key)),
      );
}

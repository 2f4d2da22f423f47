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
import { redact } from './redact';
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

/** One workload's posture as the API shows it to this caller. */
export function toWorkloadPosture(
  cluster: string,
  posture: EnginePosture & { readonly controls?: WorkloadControls },
  names: WorkloadNames,
  view: PeerView,
): WorkloadPosture {
  const { ref, identity, controls, ...rest } = posture;
  const sharedWith = identity.sharedWith.filter(key => view.isVisible(key));
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
    identity: {
      ...identity,
      sharedWith,
      sharedWithHidden: identity.sharedWith.length - sharedWith.length,
    },
  };
  return redact(shaped, text =>
    names.keysIn(text).some(key => !view.isVisible(key)),
  ) as WorkloadPosture;
}

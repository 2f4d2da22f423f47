import {
  ControlEvent,
  ControlState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { hasObject, Snapshot } from '@ztn/zero-trust-engine';
import { Judged } from '../compliance/Fleet';

/** What a control said of a subject when history last looked. */
export interface SubjectState {
  /** `Workload.key`, `ns/` and a namespace, or empty for the cluster. */
  readonly subject: string;
  readonly control: string;
  readonly state: ControlState;
  /** Objects that the state rests on. */
  readonly objects: readonly string[];
}

/** More objects than these explain nothing. */
const OBJECTS = 10;

export function subjectState(subject: string, judged: Judged): SubjectState {
  const { result, state } = judged;
  const wanted = result.state === 'pass' || result.state === 'partial';
  const objects = result.evidence
    .filter(({ holds }) => !wanted || holds === true)
    .flatMap(({ object }) => object ?? []);
  return {
    subject,
    control: result.control,
    state,
    objects: [...new Set(objects)].slice(0, OBJECTS),
  };
}

/**
 * What was seen to have happened between two states. Only what the objects
 * prove: one that the old state rested on is gone, or one that the new state
 * rests on was not there before.
 */
export function causeOf(
  before: SubjectState,
  after: SubjectState,
  snapshot: Snapshot,
): Pick<ControlEvent, 'cause' | 'object'> {
  if (before.state === 'waived' || after.state === 'waived') {
    return { cause: 'waiver', object: '' };
  }
  const gone = before.objects.find(
    object => hasObject(snapshot, object) === false,
  );
  if (gone !== undefined) return { cause: 'deleted', object: gone };
  const fresh = after.objects.find(object => !before.objects.includes(object));
  if (fresh !== undefined) return { cause: 'created', object: fresh };
  const [object] = after.objects;
  return object === undefined
    ? { cause: 'none', object: '' }
    : { cause: 'because', object };
}

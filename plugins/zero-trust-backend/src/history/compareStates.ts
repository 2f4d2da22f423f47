import { ControlEvent } from '@ztn/backstage-plugin-zero-trust-common';
import { Snapshot } from '@ztn/zero-trust-engine';
import { causeOf, SubjectState } from './SubjectState';

/** A subject's state, and the namespace that it is in. */
export interface PlacedState extends SubjectState {
  readonly namespace: string;
}

/** One state that is to be written, and what it replaces. */
export interface StateChange {
  readonly before?: SubjectState;
  readonly after: SubjectState;
  /** Absent where nothing is to be told. */
  readonly event?: ControlEvent;
}

/** What is to be written: nothing for what is as it was. */
export interface StateChanges {
  readonly changed: readonly StateChange[];
  readonly gone: readonly SubjectState[];
}

/**
 * Compares the states of a cluster with those of the last time. A subject that
 * is seen for the first time, or no more, is no change of a state: it makes no
 * event, and neither does a question that begins or ceases to arise.
 */
export function compareStates(
  before: readonly SubjectState[],
  after: readonly PlacedState[],
  context: {
    readonly cluster: string;
    readonly snapshot: Snapshot;
    readonly at: Date;
    readonly newId: () => string;
  },
): StateChanges {
  const { cluster, snapshot, at, newId } = context;
  const known = new Map(before.map(state => [idOf(state), state]));
  const seen = new Set(after.map(idOf));
  const changed = after
    .map((state): StateChange & { after: PlacedState } => ({
      before: known.get(idOf(state)),
      after: state,
    }))
    .filter(change => !same(change.before, change.after))
    .map(({ before: old, after: state }): StateChange => {
      if (!old || !tells(old, state)) {
        return { ...(old ? { before: old } : {}), after: state };
      }
      const event: ControlEvent = {
        id: newId(),
        at: at.toISOString(),
        cluster,
        namespace: state.namespace,
        ...(isWorkload(state) ? { workload: state.subject } : {}),
        control: state.control,
        before: old.state,
        after: state.state,
        ...causeOf(old, state, snapshot),
      };
      return { before: old, after: state, event };
    });
  return { changed, gone: before.filter(state => !seen.has(idOf(state))) };
}

function tells(old: SubjectState, state: SubjectState): boolean {
  return (
    old.state !== state.state &&
    ![old.state, state.state].includes('not-applicable')
  );
}

const idOf = ({ subject, control }: SubjectState) => `${control} ${subject}`;

const isWorkload = ({ subject }: SubjectState) =>
  subject !== '' && !subject.startsWith('ns/');

function same(a: SubjectState | undefined, b: SubjectState): boolean {
  return (
    a?.state === b.state &&
    JSON.stringify(a.objects) === JSON.stringify(b.objects)
  );
}

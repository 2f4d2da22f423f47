import {
  Control,
  ControlEvent,
  ControlState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { timeWords } from '../../view/timeWords';
import { Tone } from '../../view/tone';
import { Translate } from '../../view/Translate';
import { toneOfState } from '../../view/controlStates';

/** A change of a control's state as a sentence in parts. */
export interface EventWords {
  readonly tone: Tone;
  readonly sentence: string;
  /** When and where. */
  readonly place: string;
  readonly cause: string;
  /** The object that the cause names. */
  readonly object: string;
}

export function eventWords(
  t: Translate,
  event: ControlEvent,
  controls: ReadonlyMap<string, Control>,
  now: string,
): EventWords {
  const { before, after, at, cluster, cause, object } = event;
  const control = controls.get(event.control)?.title ?? event.control;
  const subject = subjectOf(t, event);
  return {
    tone: toneOfState(after),
    sentence: sentenceOf(t, { before, after, control, subject }),
    place: t('event.at', {
      time: timeWords(at, now)?.clock ?? at,
      cluster,
    }),
    cause: t(`event.cause.${cause}`),
    object,
  };
}

function subjectOf(t: Translate, { workload, namespace }: ControlEvent) {
  if (workload !== undefined) return workload;
  return namespace === ''
    ? t('event.subject.cluster')
    : t('event.subject.namespace', { namespace });
}

function sentenceOf(
  t: Translate,
  change: {
    readonly before: ControlState;
    readonly after: ControlState;
    readonly control: string;
    readonly subject: string;
  },
): string {
  const { before, after, control, subject } = change;
  // Only what is known was lost or won: what became unknown may still be there.
  if (before === 'pass' && after === 'fail') {
    return t('event.lost', { control, subject });
  }
  if (before === 'fail' && after === 'pass') {
    return t('event.won', { control, subject });
  }
  return t('event.changed', {
    control,
    subject,
    before: t(`control.state.${before}`),
    after: t(`control.state.${after}`),
  });
}

import {
  WorkloadControl,
  WorkloadControls,
} from '@ztn/backstage-plugin-zero-trust-common';
import { countedStates } from './controlStates';
import { fillSentence } from './fillSentence';

/** Controls as people read them: what is wrong first, the good ones folded. */
export interface ControlGroups {
  /** How many are in each state, worst first; states of none are left out. */
  readonly counts: readonly {
    readonly state: WorkloadControl['state'];
    readonly count: number;
  }[];
  readonly missing: readonly WorkloadControl[];
  readonly passing: readonly WorkloadControl[];
}

export function controlGroups({ results }: WorkloadControls): ControlGroups {
  return {
    counts: countedStates
      .map(state => ({
        state,
        count: results.filter(result => result.state === state).length,
      }))
      .filter(({ count }) => count > 0),
    missing: results.filter(({ state }) => state !== 'pass'),
    passing: results.filter(({ state }) => state === 'pass'),
  };
}

/** A place at which a control is missing, in words. */
export interface ControlPlace {
  readonly sentence: string;
  readonly object?: string;
  readonly path?: string;
}

/** The places of a result; what reads the same for several pods is said once. */
export function controlPlaces({ because }: WorkloadControl): ControlPlace[] {
  const places = because.map(({ sentence, params, object, path }) => ({
    sentence: fillSentence(sentence, params),
    object,
    path,
  }));
  return [
    ...new Map(places.map(place => [JSON.stringify(place), place])).values(),
  ];
}

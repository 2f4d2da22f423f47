import { denyingPolicies, isLiftable } from '../read/obstacle';
import { Place } from '../read/Place';
import { reasonWords } from '../words/reasonWords';
import { Guardrail, Warning } from './Guardrail';

/** A place that refuses and that no new policy can open. */
export const notPossible: Guardrail = {
  id: 'not-possible',
  level: 'block',
  fixed: true,
  check({ tried }) {
    const decided = tried.readings
      .flatMap(({ places }) => places)
      .filter(({ outcome }) => outcome === 'deny' || outcome === 'conditional')
      .filter(
        reading =>
          !isLiftable(reading) && denyingPolicies(reading).length === 0,
      )
      .map(({ place, because }): Warning => {
        const about = because.flatMap(({ policy }) => policy ?? []);
        return {
          message: `No new policy opens ${wordsOf(place)}: ${reasonWords(
            because,
          )}.`,
          ...(about.length > 0 && { about: [...new Set(about)] }),
        };
      });
    const refused = tried.refused.map(
      ({ draft, why }): Warning => ({
        message: `Nothing can be written for ${wordsOf(draft.place)}: ${why}.`,
      }),
    );
    return distinct([...decided, ...refused]);
  },
};

/** Objects are written, and the call still does not pass. */
export const notEnough: Guardrail = {
  id: 'not-enough',
  level: 'block',
  fixed: true,
  check({ tried }) {
    const isDone = tried.readingsAfter.every(
      ({ outcome }) => outcome === 'allow' || outcome === 'unknown',
    );
    return isDone || tried.objects.length === 0
      ? []
      : [{ message: 'With these objects the call would still not pass.' }];
  },
};

function wordsOf(place: Place): string {
  const at =
    place.subject.type === 'workload' ? place.subject.workload.key : 'the end';
  switch (place.layer) {
    case 'network':
      return `the network ${
        place.point === 'egress' ? 'out of' : 'into'
      } ${at}`;
    case 'mesh':
      return `the ${place.point} at ${at}`;
    default:
      return `the connection to ${at}`;
  }
}

function distinct(warnings: readonly Warning[]): readonly Warning[] {
  return [...new Map(warnings.map(w => [JSON.stringify(w), w])).values()];
}

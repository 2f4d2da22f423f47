import { Engine, Isolation } from '@ztn/zero-trust-engine';
import { Place } from './Place';

/** Whether a place refuses whatever no rule allows. */
export function isolationAt(
  { isolation, layers }: Engine,
  place: Place,
): Isolation['state'] {
  switch (place.layer) {
    case 'network':
      return place.subject.type === 'workload'
        ? isolation(place.subject.workload.key, place.point).state
        : 'open';
    case 'mesh': {
      const { hop } = place;
      const { because, outcome } = layers.mesh.judge({ hop });
      const reasons = because.map(({ reason }) => reason);
      if (reasons.includes('no-allow-policy')) return 'open';
      if (outcome === 'unknown') return 'unknown';
      const isDecidedByAllow = reasons.some(reason =>
        [
          'allow-rule',
          'allow-rule-may-match',
          'no-allow-rule-matched',
          'allow-nothing',
          'allow-rules-dropped',
        ].includes(reason),
      );
      if (isDecidedByAllow) return 'isolated';
      return layers.mesh.considered({ hop }).length > 0
        ? 'isolated'
        : 'unknown';
    }
    default:
      return 'open';
  }
}

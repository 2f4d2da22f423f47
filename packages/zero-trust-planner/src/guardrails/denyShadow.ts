import { denyingPolicies } from '../read/obstacle';
import { listOf } from '../words/sentenceOf';
import { Guardrail } from './Guardrail';

/** A deny rule wins over every allow rule. */
export const denyShadow: Guardrail = {
  id: 'deny-shadow',
  level: 'block',
  fixed: true,
  check({ tried }) {
    const about = [
      ...new Set(
        [...tried.readings, ...tried.readingsAfter]
          .flatMap(({ places }) => places)
          .filter(({ outcome }) => outcome !== 'allow')
          .flatMap(denyingPolicies),
      ),
    ];
    if (about.length === 0) return [];
    const message = `${listOf(
      about,
    )} denies some of this; no allow rule is stronger.`;
    return [{ message, about }];
  },
};

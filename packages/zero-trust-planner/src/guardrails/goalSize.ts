import { tupleCount } from '../goal/requests';
import { Guardrail } from './Guardrail';

const usual = 20;

/** One request is one need, not a catalogue. */
export const maxTuples: Guardrail = {
  id: 'max-tuples',
  level: 'block',
  check({ goal, settings }) {
    const most = settings?.maxTuples ?? usual;
    const count = tupleCount(goal.rules);
    return count > most
      ? [
          {
            message: `${count} combinations are asked for; ${most} are the most.`,
          },
        ]
      : [];
  },
};

import { Guardrail } from './Guardrail';

/** Without an owner nobody of the callee's can agree. */
export const ownerMissing: Guardrail = {
  id: 'owner-missing',
  level: 'review',
  check: ({ facts }) =>
    facts?.callee?.owners === 0
      ? [
          {
            message:
              'The callee has no owner in the catalog: security has to approve.',
          },
        ]
      : [],
};

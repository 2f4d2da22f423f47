import { meshReasons } from './layers/mesh/reasons';
import { networkReasons } from './layers/network/reasons';
import { transportReasons } from './layers/transport/reasons';

/** What can be wrong with the ends of a question, or make layers superfluous. */
const evaluateReasons = [
  'same-pod',
  'service-has-no-backend',
  'service-has-no-such-port',
  'redirected-on-node',
  'address-owner-unread',
  'redirects-not-readable',
  'wire-port-unknown',
] as const;

/** Every reason code that evidence can carry, once each. */
export const reasonCodes: readonly string[] = [
  ...new Set<string>([
    ...networkReasons,
    ...transportReasons,
    ...meshReasons,
    ...evaluateReasons,
  ]),
];

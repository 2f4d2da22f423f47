import { dnsReachability } from '@ztn/zero-trust-engine';
import { Guardrail } from './Guardrail';

/** Who may not look names up cannot call by name. */
export const dnsEgress: Guardrail = {
  id: 'dns-egress',
  level: 'warn',
  check({ tried: { objects, after }, edge: { callers } }) {
    if (!objects.some(({ point }) => point === 'egress')) return [];
    return callers
      .filter(caller => dnsReachability(after, caller).state === 'no')
      .map(({ key }) => ({
        message: `${key} may not look up names: it can call by address only.`,
        about: [key],
      }));
  },
};

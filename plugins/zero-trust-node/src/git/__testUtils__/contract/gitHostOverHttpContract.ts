import { HttpWorld } from '../HttpWorld';
import { failuresContract } from './failuresContract';
import { limitsContract } from './limitsContract';
import { secretsContract } from './secretsContract';
import { useHttp } from './useHttp';

/**
 * What every adapter that speaks HTTP does when the host does not do its part:
 * P5, P6 and P9 of the specification of access requests, 8.3.
 */
export const gitHostOverHttpContract = (
  start: () => Promise<HttpWorld>,
): void => {
  const test = useHttp(start);
  limitsContract(test);
  failuresContract(test);
  secretsContract(test);
};

import { OpenWorld } from '../GitHostWorld';
import { changeContract } from './changeContract';
import { namesContract } from './namesContract';
import { othersContract } from './othersContract';
import { readingContract } from './readingContract';
import { reviewContract } from './reviewContract';
import { sayingContract } from './sayingContract';

/**
 * What every adapter does, whatever the host; ids are those of the specification
 * of access requests, 8.3. P5, P6 and P9 are about HTTP and stand in
 * `gitHostOverHttpContract`.
 */
export const gitHostContract = (open: OpenWorld): void => {
  // Each has worlds of its own.
  describe.each([
    ['what is there', readingContract],
    ['a change', changeContract],
    ['others', othersContract],
    ['people', reviewContract],
    ['what is said', sayingContract],
    ['names', namesContract],
  ])('%s', (_, contract) => {
    contract(open);
  });
};

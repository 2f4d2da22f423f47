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
  describe('what is there', () => readingContract(open));
  describe('a change', () => changeContract(open));
  describe('others', () => othersContract(open));
  describe('people', () => reviewContract(open));
  describe('what is said', () => sayingContract(open));
  describe('names', () => namesContract(open));
};

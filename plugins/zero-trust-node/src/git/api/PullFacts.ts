import { Pull } from '../GitHost';

/** What a pull request says of itself; the rest stands in lists of their own. */
export type PullFacts = Omit<
  Pull,
  'reviews' | 'committers' | 'committersComplete' | 'files'
>;

import { KindInfo, kinds } from '@ztn/zero-trust-engine';
import { hintKinds } from './hintKinds';

/**
 * The kinds that are read: those of the registry on which something depends,
 * and those that tell where policies are kept. The rest would be load for the
 * API server and rights for nothing.
 */
export const watchedKinds: readonly KindInfo[] = [
  ...kinds.filter(({ readBy }) => readBy.length > 0),
  ...hintKinds,
];

import { KindInfo, kinds } from '@ztn/zero-trust-engine';

/**
 * The kinds that are read: those of the registry on which something depends.
 * The rest would be load for the API server and rights for nothing.
 */
export const watchedKinds: readonly KindInfo[] = kinds.filter(
  ({ readBy }) => readBy.length > 0,
);

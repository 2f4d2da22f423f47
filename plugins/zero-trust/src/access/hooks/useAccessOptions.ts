import { useApi } from '@backstage/core-plugin-api';
import type { AccessOptions } from '@ztn/backstage-plugin-zero-trust-common';
import { Refreshing, useRefreshing } from '../../hooks/useRefreshing';
import { accessApiRef } from '../api/AccessApi';

const entityRef = /^[^\s:/]+:[^\s:/]+\/[^\s:/]+$/;

/** Whether a text names an entity whole. */
export const isEntityRef = (text: string): boolean =>
  entityRef.test(text.trim());

/** What two entities have in common; nothing is asked before both are named. */
export function useAccessOptions(
  caller: string,
  callee: string,
): Refreshing<AccessOptions> | { status: 'idle' } {
  const api = useApi(accessApiRef);
  const ready = isEntityRef(caller) && isEntityRef(callee) && caller !== callee;
  const options = useRefreshing(
    { scope: `${caller} ${callee}`, enabled: ready },
    signal => api.getOptions({ caller, callee }, { signal }),
  );
  return ready ? options : { status: 'idle' };
}

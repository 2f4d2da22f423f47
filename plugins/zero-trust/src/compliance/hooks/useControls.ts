import { useApi } from '@backstage/core-plugin-api';
import { Control } from '@ztn/backstage-plugin-zero-trust-common';
import { useMemo } from 'react';
import { useRefreshing } from '../../hooks/useRefreshing';
import { complianceApiRef } from '../api/ComplianceApi';

/** Controls by id, for titles and sentences; empty until they are there. */
export function useControls(): ReadonlyMap<string, Control> {
  const api = useApi(complianceApiRef);
  const controls = useRefreshing({ scope: 'controls' }, signal =>
    api.getControls({ signal }),
  );
  const value = controls.status === 'ready' ? controls.value : undefined;
  return useMemo(
    () => new Map((value?.controls ?? []).map(c => [c.id, c])),
    [value],
  );
}

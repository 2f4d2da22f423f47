import { useApi } from '@backstage/core-plugin-api';
import { ComplianceWorkloadsResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { Paging } from '../../hooks/usePermissions';
import { Refreshing, useRefreshing } from '../../hooks/useRefreshing';
import { complianceApiRef } from '../api/ComplianceApi';
import { ComplianceFilters } from '../view/complianceFilters';

/** Rows of one page. */
const PAGE_SIZE = 25;

/** One page of workloads; filters, order and pages are the backend's work. */
export function useWorkloads(filters: ComplianceFilters): {
  workloads: Refreshing<ComplianceWorkloadsResponse>;
  paging: Paging;
} {
  const api = useApi(complianceApiRef);
  const list = JSON.stringify(filters);
  const [trail, setTrail] = useState({ list, cursors: [] as string[] });
  const cursors = trail.list === list ? trail.cursors : [];
  const cursor = cursors.at(-1);
  const workloads = useRefreshing(
    { scope: 'workloads', params: JSON.stringify([filters, cursor]) },
    signal =>
      api.getWorkloads({ ...filters, cursor, limit: PAGE_SIZE }, { signal }),
  );
  const next =
    workloads.status === 'ready' ? workloads.value.nextCursor : undefined;
  return {
    workloads,
    paging: {
      first: cursors.length * PAGE_SIZE + 1,
      toNext: next
        ? () => setTrail({ list, cursors: [...cursors, next] })
        : undefined,
      toPrevious: cursors.length
        ? () => setTrail({ list, cursors: cursors.slice(0, -1) })
        : undefined,
    },
  };
}

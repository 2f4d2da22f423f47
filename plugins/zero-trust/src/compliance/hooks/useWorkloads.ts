import { useApi } from '@backstage/core-plugin-api';
import { ComplianceWorkloadsResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { Paging, useCursorTrail } from '../../hooks/useCursorTrail';
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
  const { cursor, pagingTo } = useCursorTrail(
    JSON.stringify(filters),
    PAGE_SIZE,
  );
  const workloads = useRefreshing(
    { scope: 'workloads', params: JSON.stringify([filters, cursor]) },
    signal =>
      api.getWorkloads({ ...filters, cursor, limit: PAGE_SIZE }, { signal }),
  );
  const next =
    workloads.status === 'ready' ? workloads.value.nextCursor : undefined;
  return {
    workloads,
    paging: pagingTo(next),
  };
}

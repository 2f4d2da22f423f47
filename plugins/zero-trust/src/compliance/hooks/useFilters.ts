import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  ComplianceFilters,
  readFilters,
  writeFilters,
} from '../view/complianceFilters';

/** The filters of the URL, and how to change them. */
export function useFilters(): {
  filters: ComplianceFilters;
  setFilters: (filters: ComplianceFilters) => void;
} {
  const [search, setSearch] = useSearchParams();
  const setFilters = useCallback(
    (next: ComplianceFilters) =>
      setSearch(old => writeFilters(old, next), { replace: true }),
    [setSearch],
  );
  return { filters: readFilters(search), setFilters };
}

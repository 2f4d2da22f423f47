import { useCallback } from 'react';
import { useLocation } from 'react-router-dom';
import { ComplianceFilters, writeFilters } from '../view/complianceFilters';

/**
 * Makes links between the platform pages, wherever the app mounts them: they
 * are neighbours, and the last part of the path is the page's own.
 */
export function usePagePath(): (
  page: string,
  filters?: ComplianceFilters,
) => string {
  const { pathname } = useLocation();
  return useCallback(
    (page, filters = {}) => {
      const parent = pathname.replace(/\/+$/, '').replace(/\/[^/]*$/, '');
      const search = writeFilters(new URLSearchParams(), filters).toString();
      return `${parent}/${page}${search === '' ? '' : `?${search}`}`;
    },
    [pathname],
  );
}

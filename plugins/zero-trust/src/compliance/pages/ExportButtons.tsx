import { useApi } from '@backstage/core-plugin-api';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { FileButtons } from '../components/FileButtons';
import { ComplianceFilters } from '../view/complianceFilters';

/** Every workload of the filters as a file, and not only the page. */
export const ExportButtons = (props: { filters: ComplianceFilters }) => {
  const api = useApi(complianceApiRef);
  const t = useWords();
  return (
    <FileButtons
      id="export"
      label={t('workloads.export')}
      files={(['csv', 'json'] as const).map(format => ({
        id: format,
        label: t(
          format === 'csv' ? 'workloads.exportCsv' : 'workloads.exportJson',
        ),
        name: `zero-trust-compliance.${format}`,
        fetch: () => api.exportWorkloads(format, props.filters),
      }))}
    />
  );
};

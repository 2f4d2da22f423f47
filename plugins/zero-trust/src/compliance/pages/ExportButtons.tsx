import { useApi } from '@backstage/core-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { ComplianceFilters } from '../view/complianceFilters';

/** Every workload of the filters as a file, and not only the page. */
export const ExportButtons = (props: { filters: ComplianceFilters }) => {
  const api = useApi(complianceApiRef);
  const t = useWords();
  const [state, setState] = useState<{ busy: boolean; error?: Error }>({
    busy: false,
  });
  const save = async (format: 'csv' | 'json') => {
    setState({ busy: true });
    try {
      const blob = await api.exportWorkloads(format, props.filters);
      saveAs(blob, `zero-trust-compliance.${format}`);
      setState({ busy: false });
    } catch (error) {
      setState({
        busy: false,
        error: error instanceof Error ? error : new Error(String(error)),
      });
    }
  };
  return (
    <Box>
      <Box display="flex" alignItems="center" gridGap={8}>
        <span id="export-label">{t('workloads.export')}</span>
        {(['csv', 'json'] as const).map(format => (
          <Button
            key={format}
            size="small"
            variant="outlined"
            disabled={state.busy}
            id={`export-${format}`}
            aria-labelledby={`export-label export-${format}`}
            onClick={() => save(format)}
          >
            {t(
              format === 'csv' ? 'workloads.exportCsv' : 'workloads.exportJson',
            )}
          </Button>
        ))}
      </Box>
      {state.error && (
        <Alert severity="error" variant="outlined">
          {t('workloads.exportFailed', { error: state.error.message })}
        </Alert>
      )}
    </Box>
  );
};

function saveAs(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

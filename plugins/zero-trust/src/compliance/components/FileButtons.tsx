import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { reasonOf } from '../../view/reasonOf';

/** Files that can be fetched and saved, one button each. */
export const FileButtons = (props: {
  /** Prefix of the buttons' ids. */
  id: string;
  label: string;
  files: readonly {
    readonly id: string;
    readonly label: string;
    readonly name: string;
    readonly fetch: () => Promise<Blob>;
  }[];
}) => {
  const t = useWords();
  const [state, setState] = useState<{ busy: boolean; error?: Error }>({
    busy: false,
  });
  const save = async ({ name, fetch }: (typeof props.files)[number]) => {
    setState({ busy: true });
    try {
      saveAs(await fetch(), name);
      setState({ busy: false });
    } catch (error) {
      setState({
        busy: false,
        error: error instanceof Error ? error : new Error(String(error)),
      });
    }
  };
  const labelId = `${props.id}-label`;
  return (
    <Box>
      <Box display="flex" alignItems="center" gridGap={8}>
        <Typography id={labelId} variant="body2" component="span">
          {props.label}
        </Typography>
        {props.files.map(file => (
          <Button
            key={file.id}
            size="small"
            variant="outlined"
            disabled={state.busy}
            id={`${props.id}-${file.id}`}
            aria-labelledby={`${labelId} ${props.id}-${file.id}`}
            onClick={() => save(file)}
          >
            {file.label}
          </Button>
        ))}
      </Box>
      {state.error && (
        <Alert severity="error" variant="outlined">
          {t('workloads.exportFailed', { error: reasonOf(state.error) })}
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

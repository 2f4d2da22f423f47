import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  fields: { display: 'grid', gap: theme.spacing(2) },
  yaml: {
    fontFamily:
      'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
    fontSize: '0.85rem',
  },
}));

/** What to add, and what to take away. */
export const WhatIfFields = (props: {
  yaml: string;
  remove: readonly string[];
  /** Policies that decide something here, to choose from. */
  options: readonly string[];
  error?: string;
  onYaml: (yaml: string) => void;
  onRemove: (remove: readonly string[]) => void;
}) => {
  const t = useWords();
  const classes = useStyles();
  return (
    <div className={classes.fields}>
      <TextField
        id="whatif-add"
        label={t('whatif.add')}
        multiline
        minRows={6}
        maxRows={20}
        fullWidth
        variant="outlined"
        value={props.yaml}
        error={props.error !== undefined}
        helperText={props.error ?? t('whatif.addHelp')}
        onChange={event => props.onYaml(event.target.value)}
        InputLabelProps={{ shrink: true }}
        InputProps={{ classes: { input: classes.yaml } }}
        inputProps={{ spellCheck: false }}
      />
      <Autocomplete
        id="whatif-remove"
        multiple
        freeSolo
        options={[...props.options]}
        value={[...props.remove]}
        onChange={(_, value) =>
          props.onRemove(value.map(name => name.trim()).filter(Boolean))
        }
        renderInput={params => (
          <TextField
            {...params}
            label={t('whatif.remove')}
            helperText={t('whatif.removeHelp')}
            InputLabelProps={{ ...params.InputLabelProps, shrink: true }}
          />
        )}
      />
    </div>
  );
};

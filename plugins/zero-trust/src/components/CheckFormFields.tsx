import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { protocolSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { CheckErrors, CheckForm, peerTypes } from '../view/checkForm';
import { PeerField } from './PeerField';

const useStyles = makeStyles(theme => ({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(12, 1fr)',
    gap: theme.spacing(2),
    alignItems: 'start',
    '& > *': { gridColumn: 'span 3' },
    [theme.breakpoints.down('sm')]: { '& > *': { gridColumn: 'span 12' } },
  },
  wide: { gridColumn: 'span 6 !important' },
  narrow: { gridColumn: 'span 2 !important' },
}));

/** The question about one connection, as fields. */
export const CheckFormFields = (props: {
  form: CheckForm;
  errors: CheckErrors;
  clusters: readonly string[];
  /** Only what changed: what was typed meanwhile stays. */
  onChange: (change: Partial<CheckForm>) => void;
  onSubmit: () => void;
  onReset: () => void;
}) => {
  const { form, errors, onChange } = props;
  const t = useWords();
  const classes = useStyles();
  const sentence = (name: keyof CheckForm) => {
    const key = errors[name];
    return key && t(key);
  };
  const text = (
    name: 'port' | 'method' | 'path',
    extra?: { help?: string; disabled?: boolean; required?: boolean },
  ) => (
    <TextField
      id={`check-${name}`}
      size="small"
      fullWidth
      label={t(`check.${name}`)}
      value={form[name]}
      required={extra?.required}
      disabled={extra?.disabled}
      error={errors[name] !== undefined}
      helperText={sentence(name) ?? extra?.help}
      onChange={event => onChange({ [name]: event.target.value })}
      InputLabelProps={{ shrink: true }}
      inputProps={name === 'port' ? { inputMode: 'numeric' } : undefined}
    />
  );
  const select = (
    name: 'direction' | 'peerType' | 'protocol' | 'cluster',
    label: string,
    options: { value: string; label: string }[],
  ) => (
    <TextField
      select
      id={`check-${name}`}
      size="small"
      fullWidth
      label={label}
      value={form[name]}
      onChange={event => {
        const value = event.target.value;
        onChange({
          [name]: value,
          // What was typed for one kind of peer is wrong for another.
          ...(name === 'peerType' ? { peer: '' } : {}),
        });
      }}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
    >
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextField>
  );
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <div className={classes.grid}>
        {select('direction', t('check.direction'), [
          { value: 'inbound', label: t('check.direction.inbound') },
          { value: 'outbound', label: t('check.direction.outbound') },
        ])}
        {select(
          'peerType',
          t(`check.peerType.${form.direction}`),
          peerTypes.map(value => ({
            value,
            label: t(`check.peerType.${value}`),
          })),
        )}
        <div className={classes.wide}>
          <PeerField
            form={form}
            error={sentence('peer')}
            onChange={peer => onChange({ peer })}
          />
        </div>
        <div className={classes.narrow}>
          {select(
            'protocol',
            t('check.protocol'),
            protocolSchema.options.map(value => ({ value, label: value })),
          )}
        </div>
        <div className={classes.narrow}>
          {text('port', {
            required: form.protocol !== 'ICMP',
            disabled: form.protocol === 'ICMP',
          })}
        </div>
        <div className={classes.narrow}>{text('method')}</div>
        {text('path', { help: t('check.path.help') })}
        {select('cluster', t('check.cluster'), [
          { value: '', label: t('check.cluster.all') },
          ...[...new Set([...props.clusters, form.cluster])]
            .filter(Boolean)
            .map(value => ({ value, label: value })),
        ])}
      </div>
      <Box mt={2} display="flex" gridGap={8}>
        <Button type="submit" variant="contained" color="primary">
          {t('check.submit')}
        </Button>
        <Button onClick={props.onReset}>{t('check.reset')}</Button>
      </Box>
    </form>
  );
};

import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import type { AccessOptions } from '@ztn/backstage-plugin-zero-trust-common';
import { SelectFilter } from '../../components/SelectFilter';
import { useWords } from '../../hooks/useWords';
import { RuleErrors, RuleFields } from '../view/requestForm';
import { PathFields } from './PathFields';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const useStyles = makeStyles(theme => ({
  root: {
    ...theme.typography.body2,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    margin: 0,
    padding: theme.spacing(1, 2, 2),
    minWidth: 0,
  },
  row: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 2) },
  port: { width: 180 },
  group: { border: 0, margin: theme.spacing(1, 0), padding: 0 },
}));

/** One port and what may be asked on it. */
export const RuleFieldset = (props: {
  number: number;
  rule: RuleFields;
  ports: AccessOptions['callee']['workloads'][number]['ports'];
  errors: RuleErrors;
  onChange: (rule: RuleFields) => void;
  onRemove?: () => void;
}) => {
  const { number, rule, ports, errors, onChange } = props;
  const t = useWords();
  const classes = useStyles();
  const id = `request-rule-${number}`;
  const known = ports.find(({ port }) => String(port) === rule.port);
  return (
    <fieldset className={classes.root}>
      <legend>{t('request.rule', { number })}</legend>
      <div className={classes.row}>
        <Autocomplete
          id={`${id}-port`}
          className={classes.port}
          freeSolo
          options={ports.map(({ port }) => String(port))}
          getOptionLabel={option => {
            const port = ports.find(one => String(one.port) === option);
            return port?.name ? `${option}` : option;
          }}
          inputValue={rule.port}
          onInputChange={(_, port, reason) => {
            if (reason === 'reset' && !port) return;
            const chosen = ports.find(one => String(one.port) === port);
            onChange({
              ...rule,
              port,
              protocol: chosen?.protocol ?? rule.protocol,
            });
          }}
          renderInput={params => (
            <TextField
              {...params}
              required
              size="small"
              margin="dense"
              label={t('request.port')}
              error={errors.port !== undefined}
              helperText={
                errors.port
                  ? t(errors.port)
                  : known?.name ?? t('request.port.help')
              }
              InputLabelProps={{ ...params.InputLabelProps, shrink: true }}
            />
          )}
        />
        <SelectFilter
          id={`${id}-protocol`}
          label={t('request.protocol')}
          value={rule.protocol}
          options={['TCP', 'UDP'].map(value => ({ value, label: value }))}
          onChange={value =>
            onChange({ ...rule, protocol: value === 'UDP' ? 'UDP' : 'TCP' })
          }
        />
        <SelectFilter
          id={`${id}-scope`}
          label={t('request.scope')}
          value={rule.scope}
          options={(['all', 'http'] as const).map(value => ({
            value,
            label: t(`request.scope.${value}`),
          }))}
          onChange={value =>
            onChange({
              ...rule,
              scope: value === 'http' ? 'http' : 'all',
              paths:
                rule.paths.length > 0
                  ? rule.paths
                  : [{ type: 'exact', value: '' }],
            })
          }
        />
      </div>
      {rule.scope === 'http' && (
        <>
          <fieldset className={classes.group}>
            <legend>{t('request.methods')}</legend>
            {methods.map(method => (
              <FormControlLabel
                key={method}
                label={method}
                control={
                  <Checkbox
                    size="small"
                    color="primary"
                    checked={rule.methods.includes(method)}
                    onChange={(_, checked) =>
                      onChange({
                        ...rule,
                        methods: methods.filter(one =>
                          one === method ? checked : rule.methods.includes(one),
                        ),
                      })
                    }
                  />
                }
              />
            ))}
            {errors.methods && (
              <FormHelperText error>{t(errors.methods)}</FormHelperText>
            )}
          </fieldset>
          <PathFields
            id={id}
            paths={rule.paths}
            error={errors.paths && t(errors.paths)}
            onChange={paths => onChange({ ...rule, paths })}
          />
        </>
      )}
      {props.onRemove && (
        <Button size="small" onClick={props.onRemove}>
          {t('request.rule.remove', { number })}
        </Button>
      )}
    </fieldset>
  );
};

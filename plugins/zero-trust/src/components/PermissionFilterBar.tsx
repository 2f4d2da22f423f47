import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import {
  layerSchema,
  outcomeSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { PermissionFilters } from '../view/permissionFilters';
import { TypedFilter } from './TypedFilter';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  field: { minWidth: 140 },
}));

/** Narrows one table. What is chosen is the caller's to keep (in the URL). */
export const PermissionFilterBar = (props: {
  /** Prefix of the fields' ids; two tables are on one page. */
  id: string;
  filters: PermissionFilters;
  onChange: (filters: PermissionFilters) => void;
}) => {
  const { id, filters, onChange } = props;
  const t = useWords();
  const classes = useStyles();
  const select = (
    name: 'outcome' | 'layer',
    options: { value: string; label: string }[],
  ) => (
    <TextField
      select
      id={`${id}-${name}`}
      size="small"
      margin="dense"
      className={classes.field}
      label={t(`filter.${name}`)}
      value={filters[name] ?? ''}
      onChange={event =>
        onChange({ ...filters, [name]: event.target.value || undefined })
      }
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
    >
      <option value="">{t('filter.any')}</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </TextField>
  );
  return (
    <div role="group" aria-label={t('filter.label')} className={classes.root}>
      <TypedFilter
        id={`${id}-q`}
        className={classes.field}
        label={t('filter.text')}
        value={filters.q ?? ''}
        onChange={q => onChange({ ...filters, q })}
      />
      <TypedFilter
        id={`${id}-namespace`}
        className={classes.field}
        label={t('filter.namespace')}
        value={filters.namespace ?? ''}
        onChange={namespace => onChange({ ...filters, namespace })}
      />
      {select(
        'outcome',
        outcomeSchema.options.map(value => ({
          value,
          label: t(`outcome.${value}`),
        })),
      )}
      {select(
        'layer',
        layerSchema.options.map(value => ({
          value,
          label: t(`layer.${value}`),
        })),
      )}
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            color="primary"
            checked={filters.open === 'everyone'}
            onChange={(_, checked) =>
              onChange({ ...filters, open: checked ? 'everyone' : undefined })
            }
          />
        }
        label={t('filter.everyone')}
      />
    </div>
  );
};

import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import {
  Control,
  workloadsSortSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { SelectFilter } from '../../components/SelectFilter';
import { TypedFilter } from '../../components/TypedFilter';
import { useWords } from '../../hooks/useWords';
import { ComplianceFilters } from '../view/complianceFilters';
import { countedStates } from '../../view/controlStates';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1, 2),
  },
  field: { minWidth: 140 },
}));

/** Narrows the platform pages. What is chosen is the caller's to keep. */
export const ComplianceFilterBar = (props: {
  filters: ComplianceFilters;
  clusters: readonly string[];
  /** Typed fields beside the cluster; all of them unless told. */
  by?: readonly ('namespace' | 'owner' | 'system')[];
  /** Given where a list is filtered, and not only counts. */
  list?: { controls: readonly Control[] };
  onChange: (filters: ComplianceFilters) => void;
}) => {
  const {
    filters,
    onChange,
    list,
    by = ['namespace', 'owner', 'system'],
  } = props;
  const t = useWords();
  const classes = useStyles();
  const set = (name: keyof ComplianceFilters) => (value: string | undefined) =>
    onChange({ ...filters, [name]: value });
  const typed = (
    name: 'q' | 'namespace' | 'owner' | 'system',
    label: string,
  ) => (
    <TypedFilter
      key={name}
      id={`compliance-${name}`}
      className={classes.field}
      label={label}
      value={filters[name] ?? ''}
      onChange={set(name)}
    />
  );
  const clearable = Object.entries(filters).some(
    ([name, value]) => name !== 'sort' && value !== undefined,
  );
  return (
    <Paper role="group" aria-label={t('filter.label')} className={classes.root}>
      {list && typed('q', t('filter.text'))}
      <SelectFilter
        id="compliance-cluster"
        className={classes.field}
        label={t('filter.cluster')}
        any={t('filter.any')}
        value={filters.cluster ?? ''}
        options={props.clusters.map(value => ({ value, label: value }))}
        onChange={set('cluster')}
      />
      {by.map(name => typed(name, t(`filter.${name}`)))}
      {list && (
        <>
          <SelectFilter
            id="compliance-control"
            className={classes.field}
            label={t('filter.control')}
            any={t('filter.any')}
            value={filters.control ?? ''}
            options={list.controls
              .filter(c => c.enabled && c.scope === 'workload')
              .map(({ id, title }) => ({ value: id, label: title }))}
            onChange={set('control')}
          />
          <SelectFilter
            id="compliance-state"
            className={classes.field}
            label={t('filter.state')}
            any={t('filter.any')}
            value={filters.state ?? ''}
            options={countedStates.map(value => ({
              value,
              label: t(`control.state.${value}`),
            }))}
            onChange={set('state')}
          />
          <SelectFilter
            id="compliance-sort"
            className={classes.field}
            label={t('filter.sort')}
            value={filters.sort ?? 'worst'}
            options={workloadsSortSchema.options.map(value => ({
              value,
              label: t(`sort.${value}`),
            }))}
            onChange={value =>
              set('sort')(value === 'worst' ? undefined : value)
            }
          />
        </>
      )}
      {clearable && (
        <Button
          size="small"
          onClick={() => onChange(filters.sort ? { sort: filters.sort } : {})}
        >
          {t('table.clearFilters')}
        </Button>
      )}
    </Paper>
  );
};

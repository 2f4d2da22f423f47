import Button from '@material-ui/core/Button';
import FormHelperText from '@material-ui/core/FormHelperText';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import CloseIcon from '@material-ui/icons/Close';
import { SelectFilter } from '../../components/SelectFilter';
import { useWords } from '../../hooks/useWords';
import { PathField } from '../view/requestForm';

const types = ['exact', 'prefix', 'template'] as const;

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 2),
  },
  path: { flex: '1 1 220px' },
}));

/** The paths of one port, each with what it means. */
export const PathFields = (props: {
  id: string;
  paths: readonly PathField[];
  error?: string;
  onChange: (paths: readonly PathField[]) => void;
}) => {
  const { paths, error, onChange } = props;
  const t = useWords();
  const classes = useStyles();
  const set = (i: number, change: Partial<PathField>) =>
    onChange(paths.map((path, k) => (k === i ? { ...path, ...change } : path)));
  return (
    <>
      {paths.map((path, i) => (
        <div key={i} className={classes.row}>
          <TextField
            id={`${props.id}-path-${i}`}
            className={classes.path}
            size="small"
            margin="dense"
            label={t('request.path', { number: i + 1 })}
            value={path.value}
            error={error !== undefined}
            onChange={event => set(i, { value: event.target.value })}
            InputLabelProps={{ shrink: true }}
            inputProps={{ spellCheck: false }}
          />
          <SelectFilter
            id={`${props.id}-path-${i}-type`}
            label={t('request.path.type')}
            value={path.type}
            options={types.map(value => ({
              value,
              label: t(`request.path.${value}`),
            }))}
            onChange={value =>
              set(i, { type: types.find(type => type === value) ?? 'exact' })
            }
          />
          {paths.length > 1 && (
            <IconButton
              size="small"
              aria-label={t('request.path.remove', { number: i + 1 })}
              onClick={() => onChange(paths.filter((_, k) => k !== i))}
            >
              <CloseIcon fontSize="small" />
            </IconButton>
          )}
        </div>
      ))}
      {error && <FormHelperText error>{error}</FormHelperText>}
      <Button
        size="small"
        onClick={() => onChange([...paths, { type: 'exact', value: '' }])}
      >
        {t('request.path.add')}
      </Button>
    </>
  );
};

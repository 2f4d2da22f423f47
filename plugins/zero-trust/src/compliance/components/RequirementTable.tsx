import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ControlState } from '@ztn/backstage-plugin-zero-trust-common';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { RequirementRow } from '../view/byRequirement';
import { countedStates, totalOf } from '../../view/controlStates';
import { CountBar } from './CountBar';
import { PlainTable } from './PlainTable';
import { StateLabel } from '../../components/StateLabel';

const useStyles = makeStyles(theme => ({
  control: {
    display: 'grid',
    gridTemplateColumns: 'minmax(160px, 2fr) minmax(200px, 3fr)',
    gap: theme.spacing(0, 2),
    '& + &': { marginTop: theme.spacing(1) },
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  states: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
  },
}));

/** A framework's requirements, each with what its controls say. */
export const RequirementTable = (props: {
  framework: string;
  rows: readonly RequirementRow[];
  linkTo: (control: string, state: ControlState) => string;
}) => {
  const t = useWords();
  return (
    <PlainTable
      caption={props.framework}
      columns={[t('requirements.number'), t('requirements.controls')]}
      rows={props.rows.map(row => ({
        id: row.id,
        cells: [
          <div key="number">
            <strong>{row.id}</strong>
            <Typography variant="body2" color="textSecondary">
              {row.subject}
            </Typography>
          </div>,
          <div key="controls">
            {row.controls.map(control => (
              <Line key={control.id} control={control} linkTo={props.linkTo} />
            ))}
          </div>,
        ],
      }))}
    />
  );
};

function Line(props: {
  control: RequirementRow['controls'][number];
  linkTo: (control: string, state: ControlState) => string;
}) {
  const { id, title, line } = props.control;
  const t = useWords();
  const classes = useStyles();
  return (
    <div className={classes.control}>
      <div>{title}</div>
      {!line && <ToneLabel tone="unknown">{t('requirements.off')}</ToneLabel>}
      {line && totalOf(line.counts) === 0 && (
        <ToneLabel tone="neutral">{t('control.none')}</ToneLabel>
      )}
      {line && totalOf(line.counts) > 0 && (
        <div>
          <CountBar counts={line.counts} />
          <div className={classes.states}>
            {countedStates
              .filter(state => line.counts[state] > 0)
              .map(state => {
                const label = (
                  <StateLabel state={state} count={line.counts[state]} />
                );
                return line.scope === 'workload' ? (
                  <Link key={state} to={props.linkTo(id, state)}>
                    {label}
                  </Link>
                ) : (
                  <span key={state}>{label}</span>
                );
              })}
          </div>
        </div>
      )}
    </div>
  );
}

import { makeStyles } from '@material-ui/core/styles';
import { ControlCounts } from '@ztn/backstage-plugin-zero-trust-common';
import { StateLabel } from '../../components/StateLabel';
import { countedStates } from '../../view/controlStates';
import { CountBar } from './CountBar';

const useStyles = makeStyles(theme => ({
  states: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    marginTop: theme.spacing(0.25),
  },
}));

/** Results by state as a bar, and in words and numbers below it. */
export const CountCell = (props: { counts: ControlCounts }) => {
  const { counts } = props;
  const classes = useStyles();
  return (
    <>
      <CountBar counts={counts} />
      <div className={classes.states}>
        {countedStates
          .filter(state => counts[state] > 0)
          .map(state => (
            <StateLabel key={state} state={state} count={counts[state]} />
          ))}
      </div>
    </>
  );
};

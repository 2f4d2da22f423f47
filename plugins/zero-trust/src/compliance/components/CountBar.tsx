import { makeStyles, Theme } from '@material-ui/core/styles';
import {
  ControlCounts,
  ControlState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { readableColor } from '../../view/readableColor';
import { countedStates, toneOfState } from '../../view/controlStates';

const useStyles = makeStyles<Theme>(theme => ({
  bar: {
    display: 'flex',
    gap: 2,
    height: 22,
    borderRadius: theme.shape.borderRadius,
    overflow: 'hidden',
    backgroundColor: theme.palette.action.hover,
  },
  part: {
    ...theme.typography.caption,
    minWidth: 24,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    fontWeight: 600,
    border: '1px solid transparent',
    boxSizing: 'border-box',
  },
}));

/** States are told apart by more than their colour. */
const fills: Readonly<Partial<Record<ControlState, 'line' | 'dots'>>> = {
  unknown: 'dots',
  waived: 'line',
};

/**
 * Counts as one bar with the numbers on it. Decoration: the same numbers stand
 * beside it with their words, and those are what assistive technology reads.
 */
export const CountBar = (props: { counts: ControlCounts }) => {
  const classes = useStyles();
  const { counts } = props;
  return (
    <div className={classes.bar} aria-hidden>
      {countedStates
        .filter(state => counts[state] > 0)
        .map(state => (
          <Part key={state} state={state} count={counts[state]} />
        ))}
    </div>
  );
};

const usePartStyles = makeStyles<Theme, { state: ControlState }>(theme => ({
  part: ({ state }) => {
    const color = readableColor(theme, toneOfState(state));
    const fill = fills[state];
    return fill
      ? {
          color,
          borderColor: color,
          borderStyle: fill === 'dots' ? 'dashed' : 'solid',
          backgroundColor: theme.palette.background.paper,
        }
      : {
          color: theme.palette.getContrastText(color),
          backgroundColor: color,
        };
  },
}));

function Part(props: { state: ControlState; count: number }) {
  const classes = useStyles();
  const own = usePartStyles({ state: props.state });
  return (
    <span
      className={`${classes.part} ${own.part}`}
      style={{ flexGrow: props.count, flexBasis: 0 }}
    >
      {props.count}
    </span>
  );
}

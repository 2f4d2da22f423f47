import { makeStyles, useTheme } from '@material-ui/core/styles';
import { HistoryResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { readableColor } from '../../view/readableColor';
import { countedStates, toneOfState, totalOf } from '../../view/controlStates';
import { trendDays } from '../view/trendDays';
import { PlainTable } from './PlainTable';

const width = 900;
const height = 120;

const useStyles = makeStyles(theme => ({
  chart: {
    display: 'block',
    width: '100%',
    height,
    borderBottom: `1px solid ${theme.palette.divider}`,
    marginBottom: theme.spacing(1),
  },
}));

/**
 * Counts day by day as stacked columns; a day without a record stays empty. The
 * table below says the same in numbers, and is what is read out.
 */
export const TrendChart = (props: {
  history: HistoryResponse;
  days: number;
}) => {
  const t = useWords();
  const classes = useStyles();
  const theme = useTheme();
  const { history } = props;
  const days = trendDays(history, props.days);
  const most = Math.max(
    1,
    ...history.days.map(({ counts }) => totalOf(counts)),
  );
  const column = width / days.length;
  return (
    <>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden
      >
        {days.map(({ day, counts }, i) => {
          let y = height;
          return (
            counts &&
            [...countedStates].reverse().map(state => {
              const size = (counts[state] / most) * (height - 4);
              y -= size;
              return (
                <rect
                  key={`${day} ${state}`}
                  x={i * column + 1}
                  y={y}
                  width={Math.max(1, column - 2)}
                  height={size}
                  fill={readableColor(theme, toneOfState(state))}
                  fillOpacity={
                    state === 'unknown' || state === 'waived' ? 0.4 : 1
                  }
                />
              );
            })
          );
        })}
      </svg>
      <details>
        <summary>{t('history.trend.table')}</summary>
        <PlainTable
          caption={t('history.trend')}
          columns={[
            t('history.day'),
            ...countedStates.map(state => t(`control.state.${state}`)),
          ]}
          rows={[...history.days].reverse().map(({ day, counts }) => ({
            id: day,
            cells: [day, ...countedStates.map(state => counts[state])],
          }))}
        />
      </details>
    </>
  );
};

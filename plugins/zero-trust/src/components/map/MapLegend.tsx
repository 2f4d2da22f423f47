import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useWords } from '../../hooks/useWords';
import { EdgeStyle, edgeStyles } from '../../view/map/MapNode';
import { readableColor } from '../../view/readableColor';
import { edgeLook } from './edgeLook';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    listStyle: 'none',
    margin: theme.spacing(1, 0),
    padding: 0,
    '& li': { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  },
}));

/** What each line means, of the lines that are there. */
export const MapLegend = (props: { used: readonly EdgeStyle[] }) => {
  const t = useWords();
  const theme = useTheme();
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={t('map.legend')}>
      {edgeStyles
        .filter(style => props.used.includes(style))
        .map(style => (
          <li key={style}>
            <svg width={44} height={8} aria-hidden>
              <line
                x1={0}
                y1={4}
                x2={44}
                y2={4}
                stroke={readableColor(theme, edgeLook[style].tone)}
                strokeWidth={2}
                strokeDasharray={edgeLook[style].dash}
              />
            </svg>
            {t(`map.style.${style}`)}
          </li>
        ))}
    </ul>
  );
};

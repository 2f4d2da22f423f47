import { makeStyles } from '@material-ui/core/styles';
import { ReachedOutside } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { stepWords } from '../../view/reachWords';
import { PeerCell } from '../PeerCell';

const useStyles = makeStyles(theme => ({
  root: { ...theme.typography.body2, marginTop: theme.spacing(1) },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr)',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(0.5, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
}));

/** Addresses, names and the like; folded, since there are often many. */
export const ReachOutside = (props: { outside: readonly ReachedOutside[] }) => {
  const { outside } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <details className={classes.root}>
      <summary>{t('reach.outside', { count: outside.length })}</summary>
      {outside.map(item => (
        <div key={item.id} className={classes.row}>
          <div>
            <PeerCell peer={item.peer} cluster={item.cluster} />
          </div>
          <div>{stepWords(t, item.by).join('; ')}</div>
          <div>
            {[
              t('reach.steps', { count: item.hop }),
              item.from ?? t('reach.hiddenFrom'),
            ].join(' · ')}
          </div>
        </div>
      ))}
    </details>
  );
};

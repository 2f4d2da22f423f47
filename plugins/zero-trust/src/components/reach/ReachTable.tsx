import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ReachedWorkload } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { stepWords } from '../../view/reachWords';
import { Breakable } from '../Breakable';
import { PeerCell } from '../PeerCell';
import { ToneLabel } from '../ToneLabel';

const useStyles = makeStyles(theme => ({
  table: {
    minWidth: 820,
    '& td, & th': {
      padding: theme.spacing(0.75, 1.5, 0.75, 0),
      ...theme.typography.body2,
      verticalAlign: 'top',
    },
    '& thead th': {
      fontWeight: 600,
      backgroundColor: 'transparent',
      textTransform: 'none',
    },
    '& .MuiTypography-caption': { lineHeight: 1.4 },
  },
}));

/** Reached workloads as the backend orders them: sensitive first, then nearest. */
export const ReachTable = (props: { items: readonly ReachedWorkload[] }) => {
  const t = useWords();
  const classes = useStyles();
  return (
    <TableContainer>
      <Table
        size="small"
        className={classes.table}
        aria-label={t('section.reach')}
      >
        <TableHead>
          <TableRow>
            {(['target', 'step', 'from', 'via', 'certain'] as const).map(
              name => (
                <TableCell key={name} component="th" scope="col">
                  {t(`reach.${name}`)}
                </TableCell>
              ),
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.items.map(item => (
            <ReachRow key={item.id} item={item} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
};

function ReachRow(props: { item: ReachedWorkload }) {
  const { item } = props;
  const t = useWords();
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        <PeerCell peer={{ ...item, type: 'workload' }} cluster={item.cluster} />
        {item.sensitive && (
          <ToneLabel tone="bad">{t('reach.isSensitive')}</ToneLabel>
        )}
      </TableCell>
      <TableCell>{item.hop}</TableCell>
      <TableCell>
        <Breakable text={item.from ?? t('reach.hiddenFrom')} />
      </TableCell>
      <TableCell>
        {stepWords(t, item.by).map(line => (
          <div key={line}>{line}</div>
        ))}
        {item.moreBy > 0 && (
          <div>{t('reach.moreBy', { count: item.moreBy })}</div>
        )}
      </TableCell>
      <TableCell>
        {item.certain ? (
          t('reach.isCertain')
        ) : (
          <ToneLabel tone="unknown">{t('reach.isUncertain')}</ToneLabel>
        )}
      </TableCell>
    </TableRow>
  );
}

import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ReachedWorkload } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { stepWords } from '../../view/reachWords';
import { Breakable } from '../Breakable';
import { HeadedTable } from '../HeadedTable';
import { PeerCell } from '../PeerCell';
import { ToneLabel } from '../ToneLabel';

/** Reached workloads as the backend orders them: sensitive first, then nearest. */
export const ReachTable = (props: { items: readonly ReachedWorkload[] }) => {
  const t = useWords();
  return (
    <HeadedTable
      caption={t('section.reach')}
      columns={(['target', 'step', 'from', 'via', 'certain'] as const).map(
        name => t(`reach.${name}`),
      )}
      minWidth={820}
    >
      {props.items.map(item => (
        <ReachRow key={item.id} item={item} />
      ))}
    </HeadedTable>
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

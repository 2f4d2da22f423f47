import Box from '@material-ui/core/Box';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  ClusterChanges,
  PermissionChange,
  WhatIfResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { changeWords, summaryWords } from '../../view/whatIf/changeWords';
import { FreshnessAlerts } from '../FreshnessAlerts';
import { HeadedTable } from '../HeadedTable';
import { PeerCell } from '../PeerCell';
import { ToneLabel } from '../ToneLabel';

/** What a change would do, cluster by cluster. */
export const WhatIfAnswer = (props: { response: WhatIfResponse }) => {
  const { clusters, freshness, now, partial } = props.response;
  const t = useWords();
  return (
    <Box mt={2}>
      <FreshnessAlerts
        clusters={freshness}
        now={now}
        partial={partial}
        onRetry={() => {}}
      />
      {clusters.length === 0 && (
        <ToneLabel tone="unknown">{t('whatif.nowhere')}</ToneLabel>
      )}
      {clusters.map(changes => (
        <Changes key={changes.cluster} changes={changes} />
      ))}
    </Box>
  );
};

function Changes(props: { changes: ClusterChanges }) {
  const { cluster, changes, gaps, ignored, hiddenPeers } = props.changes;
  const t = useWords();
  const columns = ['what', 'peer', 'traffic', 'before', 'after'] as const;
  return (
    <Box mt={2}>
      <Typography variant="subtitle1" component="h3" role="status">
        {summaryWords(t, props.changes)}
      </Typography>
      {gaps.map(({ object, detail }, i) => (
        <div key={i}>
          <ToneLabel tone="unknown">
            {t('whatif.gap', {
              object: detail ? `${object} (${detail})` : object,
            })}
          </ToneLabel>
        </div>
      ))}
      {ignored.map(object => (
        <div key={object}>
          <ToneLabel tone="caution">
            {t('whatif.ignored', { object })}
          </ToneLabel>
        </div>
      ))}
      {changes.length > 0 && (
        <HeadedTable
          caption={t('whatif.table', { cluster })}
          columns={columns.map(name => t(`whatif.${name}`))}
          minWidth={760}
        >
          {changes.map((change, i) => (
            <ChangeRow key={i} cluster={cluster} change={change} />
          ))}
        </HeadedTable>
      )}
      {hiddenPeers > 0 && (
        <ToneLabel tone="neutral">
          {t('whatif.hidden', { count: hiddenPeers })}
        </ToneLabel>
      )}
    </Box>
  );
}

function ChangeRow(props: { cluster: string; change: PermissionChange }) {
  const { cluster, change } = props;
  const t = useWords();
  const words = changeWords(t, change);
  return (
    <TableRow>
      <TableCell>
        <ToneLabel tone={words.tone}>{words.type}</ToneLabel>
      </TableCell>
      <TableCell component="th" scope="row">
        <PeerCell peer={change.peer} cluster={cluster} />
        <Typography variant="caption" color="textSecondary" component="div">
          {words.direction}
        </Typography>
      </TableCell>
      <TableCell>{words.ports}</TableCell>
      <TableCell>{words.before}</TableCell>
      <TableCell>{words.after}</TableCell>
    </TableRow>
  );
}

import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
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
import { PeerCell } from '../PeerCell';
import { ToneLabel } from '../ToneLabel';

const useStyles = makeStyles(theme => ({
  table: {
    minWidth: 760,
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
  const classes = useStyles();
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
        <TableContainer>
          <Table
            size="small"
            className={classes.table}
            aria-label={t('whatif.table', { cluster })}
          >
            <TableHead>
              <TableRow>
                {columns.map(name => (
                  <TableCell key={name} component="th" scope="col">
                    {t(`whatif.${name}`)}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {changes.map((change, i) => (
                <ChangeRow key={i} cluster={cluster} change={change} />
              ))}
            </TableBody>
          </Table>
        </TableContainer>
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

import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import {
  ClusterChanges,
  WhatIfResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { summaryWords } from '../../view/whatIf/changeWords';
import { FreshnessAlerts } from '../FreshnessAlerts';
import { ToneLabel } from '../ToneLabel';
import { ChangeTable } from './ChangeTable';

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
        <ChangeTable
          caption={t('whatif.table', { cluster })}
          cluster={cluster}
          changes={changes}
        />
      )}
      {hiddenPeers > 0 && (
        <ToneLabel tone="neutral">
          {t('whatif.hidden', { count: hiddenPeers })}
        </ToneLabel>
      )}
    </Box>
  );
}

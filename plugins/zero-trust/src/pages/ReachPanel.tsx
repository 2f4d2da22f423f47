import Box from '@material-ui/core/Box';
import LinearProgress from '@material-ui/core/LinearProgress';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { ReachResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { useSearchParams } from 'react-router-dom';
import { FailedPanel } from '../components/FailedPanel';
import { FreshnessAlerts } from '../components/FreshnessAlerts';
import { LoadingSkeleton } from '../components/LoadingSkeleton';
import { PagingBar } from '../components/PagingBar';
import { ReachGroups } from '../components/reach/ReachGroups';
import { ReachOutside } from '../components/reach/ReachOutside';
import { ReachTable } from '../components/reach/ReachTable';
import { ToneLabel } from '../components/ToneLabel';
import { useFollow } from '../hooks/useFollow';
import { useReach } from '../hooks/useReach';
import { useWords } from '../hooks/useWords';
import { reachWords } from '../view/reachWords';

const steps = [1, 2, 3, 4, 5];
const usual = 3;

/** The blast radius: how many, whose, and which, sensitive ones first. */
export const ReachPanel = (props: {
  entityRef: string;
  generation: string;
}) => {
  const t = useWords();
  const [search, setSearch] = useSearchParams();
  const asked = Number(search.get('reach.hops'));
  const hops = steps.includes(asked) ? asked : usual;
  const { reach, paging } = useReach(props.entityRef, hops);
  useFollow(props.generation, reach.refetch);
  const choose = (value: string) => {
    const next = new URLSearchParams(search);
    next.set('reach.hops', value);
    setSearch(next, { replace: true });
  };
  return (
    <>
      <Typography variant="body2" paragraph>
        {t('reach.intro')}
      </Typography>
      <TextField
        select
        id="reach-hops"
        size="small"
        label={t('reach.hops')}
        value={hops}
        onChange={event => choose(event.target.value)}
        SelectProps={{ native: true }}
        InputLabelProps={{ shrink: true }}
      >
        {steps.map(count => (
          <option key={count}>{count}</option>
        ))}
      </TextField>
      {reach.status === 'loading' && <LoadingSkeleton rows={6} />}
      {reach.status === 'failed' && (
        <FailedPanel
          title={t('reach.failed')}
          error={reach.error}
          onRetry={reach.refetch}
        />
      )}
      {reach.status === 'ready' && (
        <div aria-busy={reach.refreshing}>
          <Box height={4} mt={1}>
            {reach.refreshing && (
              <LinearProgress aria-label={t('state.loading')} />
            )}
          </Box>
          <FreshnessAlerts
            clusters={[]}
            now={reach.value.now}
            partial={reach.value.partial}
            refreshError={reach.refreshError}
            onRetry={reach.refetch}
          />
          <Radius reach={reach.value} />
          <Box mt={1} display="flex" flexWrap="wrap" gridGap={16}>
            {reach.value.hiddenPeers > 0 && (
              <ToneLabel tone="neutral">
                {t('table.hidden', { count: reach.value.hiddenPeers })}
              </ToneLabel>
            )}
            <PagingBar
              paging={paging}
              shown={reach.value.items.length}
              total={reach.value.totalItems}
            />
          </Box>
        </div>
      )}
    </>
  );
};

function Radius(props: { reach: ReachResponse }) {
  const { reach } = props;
  const t = useWords();
  const words = reachWords(t, reach);
  return (
    <>
      <Typography variant="subtitle1" component="p">
        <ToneLabel tone={words.tone}>{words.headline}</ToneLabel>
      </Typography>
      {[...words.levels, ...words.limits].map(line => (
        <Typography key={line} variant="body2" color="textSecondary">
          {line}
        </Typography>
      ))}
      {reach.items.length > 0 && (
        <>
          <ReachGroups owners={reach.owners} systems={reach.systems} />
          <ReachTable items={reach.items} />
        </>
      )}
      {reach.outside.length > 0 && <ReachOutside outside={reach.outside} />}
    </>
  );
}

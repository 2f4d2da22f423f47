import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { StrictResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { Breakable } from '../../components/Breakable';
import { OutcomeLabel } from '../../components/OutcomeLabel';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { reasonWords } from '../../view/reasonWords';
import { toneOfTransport } from '../../view/tone';
import { toneOfMeshStage } from '../view/stageWords';
import { PlainTable } from './PlainTable';

type Workload = StrictResponse['workloads'][number];
type Blocker = Workload['blockers'][number];

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  item: {
    padding: theme.spacing(1, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
}));

/** Every workload of a namespace: its stage, and the callers that would break. */
export const StrictWorkloads = (props: { workloads: readonly Workload[] }) => {
  const t = useWords();
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.workloads.map(workload => (
        <li key={workload.key} className={classes.item}>
          <Typography variant="subtitle2" component="h4">
            <Breakable text={workload.key} />
          </Typography>
          <ToneLabel tone={toneOfMeshStage(workload.stage)}>
            {t(`meshStage.${workload.stage}`)}
          </ToneLabel>
          <Typography variant="body2" component="div">
            {workload.openPorts.length > 0 && (
              <div>
                {t('rollout.detail.openPorts', {
                  ports: workload.openPorts.join(', '),
                })}
              </div>
            )}
            {workload.excludedPorts.length > 0 && (
              <ToneLabel tone="bad">
                {t('rollout.detail.excludedPorts', {
                  ports: workload.excludedPorts.join(', '),
                })}
              </ToneLabel>
            )}
            {workload.probesBreak && (
              <ToneLabel tone="bad">{t('rollout.detail.probes')}</ToneLabel>
            )}
          </Typography>
          {workload.blockers.length > 0 && <Blockers workload={workload} />}
        </li>
      ))}
    </ul>
  );
};

function Blockers({ workload }: { workload: Workload }) {
  const t = useWords();
  const more = workload.totalBlockers - workload.blockers.length;
  return (
    <>
      <PlainTable
        caption={t('rollout.detail.blockers', { workload: workload.key })}
        columns={[
          { label: t('rollout.detail.caller'), width: '30%' },
          { label: t('rollout.detail.port'), width: '12%' },
          { label: t('rollout.detail.today'), width: '18%' },
          { label: t('rollout.detail.why'), width: '40%' },
        ]}
        rows={workload.blockers.map(blocker => ({
          id: `${blocker.caller ?? ''} ${blocker.port}`,
          cells: [
            <Breakable
              key="caller"
              text={blocker.caller ?? t('rollout.detail.outside')}
            />,
            blocker.port,
            <Today key="today" blocker={blocker} />,
            <Why key="why" blocker={blocker} />,
          ],
        }))}
      />
      {more > 0 && (
        <Typography variant="body2">
          {t('rollout.detail.more', { count: more })}
        </Typography>
      )}
    </>
  );
}

function Today({ blocker }: { blocker: Blocker }) {
  const t = useWords();
  return (
    <>
      <div>
        <OutcomeLabel outcome={blocker.outcome} />
      </div>
      <ToneLabel tone={toneOfTransport(blocker.transport)}>
        {t(`transport.${blocker.transport}`)}
      </ToneLabel>
    </>
  );
}

function Why({ blocker }: { blocker: Blocker }) {
  const t = useWords();
  return (
    <>
      {blocker.because.map((evidence, i) => (
        <div key={i}>
          {reasonWords(t, evidence)}
          {evidence.policy && <> {evidence.policy}</>}
        </div>
      ))}
      <div>
        {t(blocker.named ? 'rollout.detail.named' : 'rollout.detail.unnamed')}
      </div>
    </>
  );
}

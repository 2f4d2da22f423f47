import { useApi } from '@backstage/core-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  RolloutResponse,
  RolloutStep,
  rolloutStepSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { FailedPanel } from '../../components/FailedPanel';
import { FreshnessAlerts } from '../../components/FreshnessAlerts';
import { LoadingSkeleton } from '../../components/LoadingSkeleton';
import { ToneLabel } from '../../components/ToneLabel';
import { useRefreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { StepResult } from '../components/StepResult';
import { StrictWorkloads } from '../components/StrictWorkloads';
import { toneOfMeshStage, toneOfNetworkStage } from '../view/stageWords';

/** One namespace: its gates, who would break, and what a step would do. */
export const RolloutDetail = (props: {
  cluster: string;
  namespace: string;
  /** The line of the list, where it is on the page. */
  line?: RolloutResponse['items'][number];
}) => {
  const { cluster, namespace, line } = props;
  const api = useApi(complianceApiRef);
  const t = useWords();
  const strict = useRefreshing({ scope: `${cluster} ${namespace}` }, signal =>
    api.getStrictReadiness({ cluster, namespace }, { signal }),
  );
  if (strict.status === 'loading') return <LoadingSkeleton rows={8} />;
  if (strict.status === 'failed') {
    return (
      <FailedPanel
        title={t('rollout.detail.failed')}
        error={strict.error}
        onRetry={strict.refetch}
      />
    );
  }
  const { value } = strict;
  const nobody = value.workloads.every(
    ({ totalBlockers, stage }) => totalBlockers === 0 && stage !== 'unknown',
  );
  return (
    <>
      <FreshnessAlerts
        clusters={value.clusters.filter(c => c.cluster === cluster)}
        now={value.now}
        partial={false}
        refreshError={strict.refreshError}
        onRetry={strict.refetch}
      />
      <Typography variant="body2" component="div">
        <ToneLabel tone={toneOfMeshStage(value.stage)}>
          {t(`meshStage.${value.stage}`)}
        </ToneLabel>
        <p>{t(`meshNext.${value.stage}`)}</p>
        {line && (
          <>
            <ToneLabel tone={toneOfNetworkStage(line.network)}>
              {t(`networkStage.${line.network}`)}
            </ToneLabel>
            <p>{t(`networkNext.${line.network}`)}</p>
          </>
        )}
      </Typography>
      <Typography variant="subtitle1" component="h3">
        {t('rollout.detail.who')}
      </Typography>
      {nobody && (
        <Typography variant="body2">{t('rollout.detail.nobody')}</Typography>
      )}
      <StrictWorkloads workloads={value.workloads} />
      <WhatIfStep cluster={cluster} namespace={namespace} />
    </>
  );
};

/** Asks what a step would do; nothing is written anywhere. */
function WhatIfStep(props: { cluster: string; namespace: string }) {
  const t = useWords();
  const [step, setStep] = useState<RolloutStep>();
  return (
    <Box mt={2}>
      <Typography variant="subtitle1" component="h3">
        {t('rollout.step.title')}
      </Typography>
      <Box display="flex" flexWrap="wrap" gridGap={8} mb={1}>
        {rolloutStepSchema.options.map(option => (
          <Button
            key={option}
            size="small"
            variant="outlined"
            aria-pressed={option === step}
            onClick={() => setStep(option)}
          >
            {t(`rollout.step.${option}`)}
          </Button>
        ))}
      </Box>
      {step && <StepAnswer {...props} step={step} />}
    </Box>
  );
}

function StepAnswer(props: {
  cluster: string;
  namespace: string;
  step: RolloutStep;
}) {
  const { cluster, namespace, step } = props;
  const api = useApi(complianceApiRef);
  const t = useWords();
  const answer = useRefreshing(
    { scope: `${cluster} ${namespace} ${step}` },
    signal => api.askRolloutStep({ cluster, namespace, step }, { signal }),
  );
  return (
    <div aria-live="polite" aria-busy={answer.status === 'loading'}>
      {answer.status === 'loading' && (
        <>
          <Typography variant="body2">{t('rollout.step.asking')}</Typography>
          <LoadingSkeleton rows={4} />
        </>
      )}
      {answer.status === 'failed' && (
        <FailedPanel
          title={t('rollout.step.failed')}
          error={answer.error}
          onRetry={answer.refetch}
        />
      )}
      {answer.status === 'ready' && <StepResult answer={answer.value} />}
    </div>
  );
}

import Button from '@material-ui/core/Button';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { RolloutWhatIfResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { useCopyToClipboard } from 'react-use';
import { Breakable } from '../../components/Breakable';
import { OutcomeLabel } from '../../components/OutcomeLabel';
import { ToneLabel } from '../../components/ToneLabel';
import { YamlBlock } from '../../components/YamlBlock';
import { useWords } from '../../hooks/useWords';
import { toneOfTransport } from '../../view/tone';
import { PlainTable } from './PlainTable';

type Terms = RolloutWhatIfResponse['changes'][number]['before'];

/** What a step of a namespace would change, and the objects to commit. */
export const StepResult = (props: { answer: RolloutWhatIfResponse }) => {
  const { answer } = props;
  const t = useWords();
  const more = answer.totalChanges - answer.changes.length;
  return (
    <section aria-label={t(`rollout.step.result.${answer.step}`)}>
      <Typography variant="subtitle1" component="h4">
        {t(`rollout.step.result.${answer.step}`)}
      </Typography>
      {answer.truncated && (
        <ToneLabel tone="unknown">{t('rollout.step.truncated')}</ToneLabel>
      )}
      {answer.stillOpen.length > 0 && (
        <div>
          <ToneLabel tone="caution">
            {t('rollout.step.stillOpen', {
              workloads: answer.stillOpen.join(', '),
            })}
          </ToneLabel>
        </div>
      )}
      {answer.changes.length === 0 ? (
        !answer.truncated && (
          <Typography variant="body2">{t('rollout.step.nothing')}</Typography>
        )
      ) : (
        <PlainTable
          caption={t('rollout.step.caption')}
          columns={[
            { label: t('rollout.step.from'), width: '30%' },
            { label: t('rollout.step.to'), width: '27%' },
            { label: t('rollout.detail.port'), width: '9%' },
            { label: t('rollout.step.before'), width: '17%' },
            { label: t('rollout.step.after'), width: '17%' },
          ]}
          rows={answer.changes.map(change => ({
            id: `${change.from} ${change.to} ${change.port}`,
            cells: [
              <Breakable key="from" text={change.from} />,
              <Breakable key="to" text={change.to} />,
              change.port,
              <TermsLabel key="before" terms={change.before} />,
              <TermsLabel key="after" terms={change.after} />,
            ],
          }))}
        />
      )}
      {more > 0 && (
        <Typography variant="body2">
          {t('rollout.step.more', { count: more })}
        </Typography>
      )}
      <Typography variant="caption" color="textSecondary" component="p">
        {t('rollout.step.compared', { count: answer.compared })}
      </Typography>
      <ToCommit yaml={answer.yaml} />
    </section>
  );
};

function TermsLabel({ terms }: { terms: Terms }) {
  const t = useWords();
  return (
    <>
      <div>
        <OutcomeLabel outcome={terms.outcome} />
      </div>
      {terms.outcome !== 'deny' && (
        <ToneLabel tone={toneOfTransport(terms.transport)}>
          {t(`transport.${terms.transport}`)}
        </ToneLabel>
      )}
    </>
  );
}

function ToCommit({ yaml }: { yaml: string }) {
  const t = useWords();
  const [copied, copy] = useCopyToClipboard();
  return (
    <Box mt={1}>
      <Box display="flex" alignItems="center" gridGap={16}>
        <Typography variant="subtitle2" component="h5">
          {t('rollout.step.yaml')}
        </Typography>
        <Button size="small" onClick={() => copy(yaml)}>
          {t('rollout.step.copy')}
        </Button>
        <span role="status">
          {copied.value === yaml &&
            t(copied.error ? 'rollout.step.notCopied' : 'rollout.step.copied')}
        </span>
      </Box>
      <YamlBlock label={t('rollout.step.yaml')} yaml={yaml} />
    </Box>
  );
}

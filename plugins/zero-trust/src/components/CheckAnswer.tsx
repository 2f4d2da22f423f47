import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  JudgeRequest,
  JudgeResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { prefillOfCheck } from '../access/view/prefill';
import { useWords } from '../hooks/useWords';
import { CheckForm } from '../view/checkForm';
import { codeWords, gapWords } from '../view/reasonWords';
import { toneOfTransport } from '../view/tone';
import { LayerSteps } from './LayerSteps';
import { NearestRules } from './NearestRules';
import { OutcomeLabel } from './OutcomeLabel';
import { RemedyPanel } from './RemedyPanel';
import { RequestAccess } from './RequestAccess';
import { ToneLabel } from './ToneLabel';

type Answer = JudgeResponse['answers'][number];

const useStyles = makeStyles(theme => ({
  answer: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    padding: theme.spacing(1.5, 2),
    marginTop: theme.spacing(1.5),
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    alignItems: 'baseline',
    marginBottom: theme.spacing(1),
  },
  path: {
    ...theme.typography.body1,
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
}));

/** The answers to one question, worst first, each hop by hop. */
export const CheckAnswer = (props: {
  request: JudgeRequest;
  /** The request as it was typed. */
  form: CheckForm;
  response: JudgeResponse;
}) => {
  const { answers, unanswered, outcome } = props.response;
  const t = useWords();
  return (
    <Box mt={2}>
      <Typography variant="subtitle1" component="h3" role="status">
        {answers.length > 0 ? (
          <>
            {t('check.answer')}: <OutcomeLabel outcome={outcome} />
          </>
        ) : (
          <ToneLabel tone="unknown">{t('check.none')}</ToneLabel>
        )}
      </Typography>
      {answers.map(answer => (
        <AnswerCard
          key={`${answer.cluster} ${answer.from} ${answer.to}`}
          request={props.request}
          form={props.form}
          answer={answer}
        />
      ))}
      {unanswered.map(({ cluster, reason }) => (
        <Box mt={1} key={cluster}>
          <ToneLabel tone="unknown">
            {t('check.unanswered', {
              cluster,
              reason: codeWords(t, 'clusterReason', reason),
            })}
          </ToneLabel>
        </Box>
      ))}
    </Box>
  );
};

function AnswerCard(props: {
  request: JudgeRequest;
  form: CheckForm;
  answer: Answer;
}) {
  const { cluster, from, to, verdict, nearest = [] } = props.answer;
  const t = useWords();
  const classes = useStyles();
  return (
    <div className={classes.answer}>
      <div className={classes.head}>
        <OutcomeLabel outcome={verdict.outcome} />
        <span className={classes.path}>
          {t('check.path.from', { from, to, cluster })}
        </span>
        <ToneLabel tone={toneOfTransport(verdict.transport)}>
          {t(`transport.${verdict.transport}`)}
        </ToneLabel>
      </div>
      <LayerSteps layers={verdict.layers} cluster={cluster} />
      <NearestRules rules={nearest} />
      {verdict.outcome === 'deny' && (
        <>
          <RequestAccess
            prefill={ref => prefillOfCheck(ref, { ...props.form, cluster })}
          />
          <RemedyPanel
            key={JSON.stringify(props.request)}
            request={props.request}
            answer={props.answer}
          />
        </>
      )}
      {verdict.certainty !== 'spec' && (
        <Typography variant="body2" color="textSecondary">
          {t(`certainty.${verdict.certainty}`)}
        </Typography>
      )}
      {verdict.gaps.length > 0 && (
        <Box mt={1}>
          <Typography variant="subtitle2" component="h4">
            {t('check.gaps')}
          </Typography>
          {verdict.gaps.map((gap, i) => (
            <div key={i}>
              <ToneLabel tone="unknown">{gapWords(t, gap)}</ToneLabel>
            </div>
          ))}
        </Box>
      )}
      {verdict.backends?.map((backend, i) => (
        <Box mt={2} key={i}>
          <div className={classes.head}>
            <Typography variant="subtitle2" component="h4">
              {backend.port === null
                ? t('check.backend', { workload: backend.workload })
                : t('check.backendPort', {
                    workload: backend.workload,
                    port: backend.port,
                  })}
            </Typography>
            <OutcomeLabel outcome={backend.outcome} />
            <ToneLabel tone={toneOfTransport(backend.transport)}>
              {t(`transport.${backend.transport}`)}
            </ToneLabel>
          </div>
          {backend.pods.length > 0 && (
            <Typography variant="caption" color="textSecondary">
              {t('check.backendPods', { pods: backend.pods.join(', ') })}
            </Typography>
          )}
          <LayerSteps layers={backend.layers} cluster={cluster} />
        </Box>
      ))}
    </div>
  );
}

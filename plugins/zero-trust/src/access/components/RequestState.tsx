import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { CodeText } from '../../components/CodeText';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { asSentence } from '../view/asSentence';
import { ruleWords } from '../view/ruleWords';
import {
  attentionWords,
  hindrancesOf,
  standingWords,
  toneOfStanding,
} from '../view/standingWords';

/** Where a request stands, what was granted, and why somebody must look. */
export const RequestState = (props: { request: AccessRequest }) => {
  const { request } = props;
  const { state, stateReason, attention, granted, waitingFor } = request;
  const t = useWords();
  const isWaiting = state === 'merged' || state === 'syncing';
  return (
    <div role="status">
      <ToneLabel tone={toneOfStanding(request)}>
        {standingWords(t, request)}
      </ToneLabel>
      {stateReason && (
        <Typography variant="body2">{asSentence(stateReason)}</Typography>
      )}
      {hindrancesOf(request).map(error => (
        <Typography key={error} variant="body2">
          {t('request.hindered', { error: asSentence(error) })}
        </Typography>
      ))}
      {isWaiting && waitingFor && waitingFor.length > 0 && (
        <Typography variant="body2">
          {t('request.waitingFor', {
            layers: waitingFor
              .map(dialect => t(`request.dialect.${dialect}`))
              .join(', '),
          })}
        </Typography>
      )}
      {granted && (
        <Typography variant="body2">
          {t('request.granted', {
            rules: granted.map(rule => ruleWords(t, rule)).join('; '),
          })}
        </Typography>
      )}
      {attention && <Attention attention={attention} />}
    </div>
  );
};

function Attention(props: {
  attention: NonNullable<AccessRequest['attention']>;
}) {
  const { attention } = props;
  const t = useWords();
  const { severity, title, detail, advice } = attentionWords(t, attention);
  return (
    <Alert severity={severity} variant="outlined">
      <AlertTitle>
        {title} <CodeText>{attention.code}</CodeText>
      </AlertTitle>
      {detail && <div>{detail}</div>}
      {advice && <div>{advice}</div>}
    </Alert>
  );
}

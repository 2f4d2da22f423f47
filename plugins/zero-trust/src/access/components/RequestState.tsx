import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { toneOfState } from '../view/requestWords';

/** Where a request stands, and why somebody must look. */
export const RequestState = (props: { request: AccessRequest }) => {
  const { state, stateReason, attention, waitingFor } = props.request;
  const t = useWords();
  const isWaiting = state === 'merged' || state === 'syncing';
  return (
    <div role="status">
      <ToneLabel tone={toneOfState(state)}>
        {t(`request.state.${state}`)}
      </ToneLabel>
      {stateReason && <Typography variant="body2">{stateReason}</Typography>}
      {isWaiting && waitingFor && waitingFor.length > 0 && (
        <Typography variant="body2">
          {t('request.waitingFor', {
            layers: waitingFor
              .map(dialect => t(`request.dialect.${dialect}`))
              .join(', '),
          })}
        </Typography>
      )}
      {attention && (
        <Alert severity="warning" variant="outlined">
          {attention.message} ({attention.code})
        </Alert>
      )}
    </div>
  );
};

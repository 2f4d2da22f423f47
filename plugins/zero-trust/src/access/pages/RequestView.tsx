import Typography from '@material-ui/core/Typography';
import { FailedPanel } from '../../components/FailedPanel';
import { LoadingSkeleton } from '../../components/LoadingSkeleton';
import { Section } from '../../components/Section';
import { useWords } from '../../hooks/useWords';
import { Milestones } from '../components/Milestones';
import { PreviewView } from '../components/PreviewView';
import { RequestActions } from '../components/RequestActions';
import { RequestEvents } from '../components/RequestEvents';
import { RequestFacts } from '../components/RequestFacts';
import { RequestState } from '../components/RequestState';
import { useAccessRequest, WatchedRequest } from '../hooks/useAccessRequest';
import { hasEnded } from '../view/requestWords';
import { isNotFound } from '../view/errorCode';

/** One request as it is now; follows it while something may still come. */
export const RequestView = (props: { id: string }) => {
  const t = useWords();
  const watched = useAccessRequest(props.id);
  if (watched.status === 'loading') return <LoadingSkeleton rows={8} />;
  if (watched.status === 'failed') {
    return isNotFound(watched.error) ? (
      <Typography variant="body1">{t('request.notFound')}</Typography>
    ) : (
      <FailedPanel
        title={t('request.load.failed')}
        error={watched.error}
        onRetry={watched.refetch}
      />
    );
  }
  return (
    <>
      {watched.refreshError && (
        <FailedPanel
          title={t('request.load.failed')}
          error={watched.refreshError}
          onRetry={watched.refetch}
        />
      )}
      <Ready watched={watched.value} onChanged={watched.refetch} />
    </>
  );
};

function Ready(props: { watched: WatchedRequest; onChanged: () => void }) {
  const { request, events } = props.watched;
  const t = useWords();
  return (
    <>
      <Section id="request" title={request.sentence}>
        <RequestState request={request} />
        <Milestones events={events} ended={hasEnded(request)} />
        <RequestActions request={request} onDone={props.onChanged} />
      </Section>
      <Section id="request-details" title={t('request.details')}>
        <RequestFacts request={request} />
      </Section>
      {request.preview && (
        <Section
          id="request-preview"
          title={t(
            isPlanned(request) ? 'request.step.preview' : 'request.planned',
          )}
        >
          <PreviewView
            preview={request.preview}
            cluster={request.spec.cluster}
            submitted={!isPlanned(request)}
          />
        </Section>
      )}
      <Section id="request-history" title={t('request.history')}>
        <RequestEvents events={events} />
      </Section>
    </>
  );
}

/** Whether the plan still waits to be submitted, or to be submitted again. */
function isPlanned({ state }: WatchedRequest['request']): boolean {
  return ['draft', 'validated', 'failed'].includes(state);
}

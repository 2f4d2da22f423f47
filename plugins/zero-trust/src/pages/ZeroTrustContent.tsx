import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { PostureResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { RequestAccessProvider } from '../access/pages/RequestAccessProvider';
import { FailedPanel } from '../components/FailedPanel';
import { ForbiddenPanel } from '../components/ForbiddenPanel';
import { FreshnessAlerts } from '../components/FreshnessAlerts';
import { HeaderStrip } from '../components/HeaderStrip';
import { LoadingSkeleton } from '../components/LoadingSkeleton';
import { MappingPanel } from '../components/MappingPanel';
import { SectionNav } from '../components/SectionNav';
import { UpdateAnnouncer } from '../components/UpdateAnnouncer';
import { useEntityPosture } from '../hooks/useEntityPosture';
import { useLiveRefetch } from '../hooks/useLiveRefetch';
import { usePostureAccess } from '../hooks/usePostureAccess';
import { useWords } from '../hooks/useWords';
import { isForbidden } from '../view/isForbidden';
import { sectionIds } from '../view/sectionIds';
import { sections } from './sections';

/** The entity tab "Zero trust". */
export const ZeroTrustContent = () => (
  <div id="zero-trust">
    <RequestAccessProvider>
      <Content />
    </RequestAccessProvider>
  </div>
);

function Content() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const t = useWords();
  const access = usePostureAccess(entityRef);
  const posture = useEntityPosture(entityRef, {
    enabled: access === 'allowed',
  });
  useLiveRefetch(posture.refetch);

  if (access === 'denied') return <ForbiddenPanel entityRef={entityRef} />;
  if (posture.status === 'loading') return <LoadingSkeleton rows={8} />;
  if (posture.status === 'failed') {
    return isForbidden(posture.error) ? (
      <ForbiddenPanel entityRef={entityRef} />
    ) : (
      <FailedPanel
        title={t('failed.title')}
        text={t('failed.text')}
        error={posture.error}
        onRetry={posture.refetch}
      />
    );
  }
  return (
    <Ready
      entityRef={entityRef}
      title={entity.metadata.title ?? entity.metadata.name}
      posture={posture.value}
      refreshError={posture.refreshError}
      onRetry={posture.refetch}
    />
  );
}

function Ready(props: {
  entityRef: string;
  /** How people call the entity. */
  title: string;
  posture: PostureResponse;
  refreshError?: Error;
  onRetry: () => void;
}) {
  const { posture } = props;
  const { workloads, clusters, now } = posture;
  const alerts = (
    <FreshnessAlerts
      clusters={clusters}
      now={now}
      partial={posture.partial}
      refreshError={props.refreshError}
      onRetry={props.onRetry}
    />
  );
  if (workloads.length === 0) {
    return (
      <>
        {alerts}
        <MappingPanel mapping={posture.mapping} />
      </>
    );
  }
  return (
    <>
      <UpdateAnnouncer value={workloads} />
      {alerts}
      <HeaderStrip workloads={workloads} clusters={clusters} now={now} />
      <SectionNav />
      {sectionIds.map(id => {
        const Body = sections[id];
        return (
          <Body
            key={id}
            entityRef={props.entityRef}
            title={props.title}
            posture={posture}
          />
        );
      })}
    </>
  );
}

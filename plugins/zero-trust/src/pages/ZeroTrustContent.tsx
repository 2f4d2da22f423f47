import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { PostureResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { EncryptionList } from '../components/EncryptionList';
import { ExposureList } from '../components/ExposureList';
import { FailedPanel } from '../components/FailedPanel';
import { FindingList } from '../components/FindingList';
import { ForbiddenPanel } from '../components/ForbiddenPanel';
import { FreshnessAlerts } from '../components/FreshnessAlerts';
import { HeaderStrip } from '../components/HeaderStrip';
import { IdentityList } from '../components/IdentityList';
import { LoadingSkeleton } from '../components/LoadingSkeleton';
import { MappingPanel } from '../components/MappingPanel';
import { Section } from '../components/Section';
import { SectionNav } from '../components/SectionNav';
import { UpdateAnnouncer } from '../components/UpdateAnnouncer';
import { useEntityPosture } from '../hooks/useEntityPosture';
import { useLiveRefetch } from '../hooks/useLiveRefetch';
import { usePostureAccess } from '../hooks/usePostureAccess';
import { useWords } from '../hooks/useWords';
import { isForbidden } from '../view/isForbidden';
import { CheckSection } from './CheckSection';
import { MapSection } from './MapSection';
import { PermissionsSection } from './PermissionsSection';
import { ReachSection } from './ReachSection';
import { WhatIfSection } from './WhatIfSection';

/** The entity tab "Zero trust". */
export const ZeroTrustContent = () => (
  <div id="zero-trust">
    <Content />
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
  const { entityRef, posture } = props;
  const { workloads, clusters, now } = posture;
  const t = useWords();
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
      {(['inbound', 'outbound'] as const).map(direction => (
        <PermissionsSection
          key={direction}
          entityRef={entityRef}
          direction={direction}
          generation={now}
        />
      ))}
      <MapSection
        entityRef={entityRef}
        title={props.title}
        clusters={[...new Set(workloads.map(({ cluster }) => cluster))]}
        generation={now}
      />
      <Section id="exposure" title={t('section.exposure')}>
        <ExposureList workloads={workloads} />
      </Section>
      <CheckSection
        entityRef={entityRef}
        clusters={clusters.map(({ cluster }) => cluster)}
      />
      <WhatIfSection entityRef={entityRef} workloads={workloads} />
      <Section id="encryption" title={t('section.encryption')}>
        <EncryptionList workloads={workloads} />
      </Section>
      <Section id="identity" title={t('section.identity')}>
        <IdentityList workloads={workloads} now={now} />
      </Section>
      <ReachSection entityRef={entityRef} generation={now} />
      <Section id="findings" title={t('section.findings')}>
        <FindingList workloads={workloads} />
      </Section>
    </>
  );
}

import { PostureResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { ComponentType } from 'react';
import { RequestsSection } from '../access/pages/RequestsSection';
import { ControlList } from '../components/ControlList';
import { EncryptionList } from '../components/EncryptionList';
import { ExposureList } from '../components/ExposureList';
import { FindingList } from '../components/FindingList';
import { IdentityList } from '../components/IdentityList';
import { Section } from '../components/Section';
import { useWords } from '../hooks/useWords';
import { SectionId } from '../view/sectionIds';
import { CheckSection } from './CheckSection';
import { MapSection } from './MapSection';
import { PermissionsSection } from './PermissionsSection';
import { ReachSection } from './ReachSection';
import { WhatIfSection } from './WhatIfSection';

/** What every section of the tab is given. */
export interface SectionProps {
  entityRef: string;
  /** How people call the entity. */
  title: string;
  posture: PostureResponse;
}

/** One section by its anchor. A new one is one more entry, and one more id. */
export const sections: Readonly<
  Record<SectionId, ComponentType<SectionProps>>
> = {
  callers: ({ entityRef, posture }) => (
    <PermissionsSection
      entityRef={entityRef}
      direction="inbound"
      generation={posture.now}
    />
  ),
  callees: ({ entityRef, posture }) => (
    <PermissionsSection
      entityRef={entityRef}
      direction="outbound"
      generation={posture.now}
    />
  ),
  map: ({ entityRef, title, posture }) => (
    <MapSection
      entityRef={entityRef}
      title={title}
      clusters={[...new Set(posture.workloads.map(w => w.cluster))]}
      generation={posture.now}
    />
  ),
  exposure: ({ posture }) => (
    <Titled id="exposure">
      <ExposureList workloads={posture.workloads} />
    </Titled>
  ),
  check: ({ entityRef, posture }) => (
    <CheckSection
      entityRef={entityRef}
      clusters={posture.clusters.map(({ cluster }) => cluster)}
    />
  ),
  whatif: ({ entityRef, posture }) => (
    <WhatIfSection entityRef={entityRef} workloads={posture.workloads} />
  ),
  encryption: ({ posture }) => (
    <Titled id="encryption">
      <EncryptionList workloads={posture.workloads} />
    </Titled>
  ),
  identity: ({ posture }) => (
    <Titled id="identity">
      <IdentityList workloads={posture.workloads} now={posture.now} />
    </Titled>
  ),
  reach: ({ entityRef, posture }) => (
    <ReachSection entityRef={entityRef} generation={posture.now} />
  ),
  controls: ({ posture }) => (
    <Titled id="controls">
      <ControlList workloads={posture.workloads} now={posture.now} />
    </Titled>
  ),
  findings: ({ posture }) => (
    <Titled id="findings">
      <FindingList workloads={posture.workloads} />
    </Titled>
  ),
  requests: ({ entityRef }) => <RequestsSection entityRef={entityRef} />,
};

function Titled(props: { id: SectionId; children: JSX.Element }) {
  const t = useWords();
  return (
    <Section id={props.id} title={t(`section.${props.id}`)}>
      {props.children}
    </Section>
  );
}

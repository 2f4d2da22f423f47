import { WarningPanel } from '@backstage/core-components';
import { zeroTrustPostureReadPermission } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';

/** The reader lacks the permission; it is named, so that it can be asked for. */
export const ForbiddenPanel = (props: { entityRef: string }) => {
  const t = useWords();
  return (
    <WarningPanel
      severity="warning"
      defaultExpanded
      title={t('forbidden.title')}
      message={t('forbidden.text', {
        permission: zeroTrustPostureReadPermission.name,
        entityRef: props.entityRef,
      })}
    />
  );
};

import { WarningPanel } from '@backstage/core-components';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { ReactNode } from 'react';
import { FailedPanel } from '../../components/FailedPanel';
import { LoadingSkeleton } from '../../components/LoadingSkeleton';
import { Refreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { isForbidden } from '../../view/isForbidden';
import { useAccess } from '../hooks/useAccess';

/** The content of one platform page, for who holds its permission. */
export const PlatformPage = (props: {
  permission: BasicPermission;
  children: () => ReactNode;
}) => {
  const access = useAccess(props.permission);
  return (
    <div id="zero-trust">
      {access === 'loading' && <LoadingSkeleton rows={8} />}
      {access === 'denied' && <Denied permission={props.permission} />}
      {access === 'allowed' && <Allowed>{props.children}</Allowed>}
    </div>
  );
};

/** A component of its own: hooks of the page run only for who may see it. */
function Allowed(props: { children: () => ReactNode }) {
  return <>{props.children()}</>;
}

/** Shows loading, forbidden and failed in place of what is not there. */
export function WhenReady<T>(props: {
  of: Refreshing<T>;
  permission: BasicPermission;
  title: string;
  text?: string;
  children: (value: T) => ReactNode;
}) {
  const { of } = props;
  if (of.status === 'loading') return <LoadingSkeleton rows={8} />;
  if (of.status === 'failed') {
    return isForbidden(of.error) ? (
      <Denied permission={props.permission} />
    ) : (
      <FailedPanel
        title={props.title}
        text={props.text}
        error={of.error}
        onRetry={of.refetch}
      />
    );
  }
  return <>{props.children(of.value)}</>;
}

function Denied(props: { permission: BasicPermission }) {
  const t = useWords();
  return (
    <WarningPanel
      severity="warning"
      title={t('compliance.forbidden.title')}
      message={t('compliance.forbidden.text', {
        permission: props.permission.name,
      })}
    />
  );
}

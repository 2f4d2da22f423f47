import { usePermission } from '@backstage/plugin-permission-react';
import { zeroTrustAccessRequestCreatePermission } from '@ztn/backstage-plugin-zero-trust-common';
import { lazy, ReactNode, Suspense, useCallback, useState } from 'react';
import { useRequestsTaken } from '../hooks/useRequestsTaken';
import { StartRequestContext } from '../hooks/useStartRequest';
import { RequestPrefill } from '../view/requestForm';

// Only who asks needs the form.
const RequestDrawer = lazy(() =>
  import('./RequestDrawer').then(m => ({ default: m.RequestDrawer })),
);

/** Lets what is below start a request, for who may make one. */
export const RequestAccessProvider = (props: { children: ReactNode }) => {
  const { allowed } = usePermission({
    permission: zeroTrustAccessRequestCreatePermission,
  });
  const enabled = useRequestsTaken(allowed);
  const [prefill, setPrefill] = useState<RequestPrefill>();
  const start = useCallback((known: RequestPrefill) => setPrefill(known), []);
  return (
    <StartRequestContext.Provider value={enabled ? start : undefined}>
      {props.children}
      {prefill && (
        <Suspense fallback={null}>
          <RequestDrawer
            prefill={prefill}
            onClose={() => setPrefill(undefined)}
          />
        </Suspense>
      )}
    </StartRequestContext.Provider>
  );
};

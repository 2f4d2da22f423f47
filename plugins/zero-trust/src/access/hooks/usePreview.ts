import { useApi } from '@backstage/core-plugin-api';
import type {
  AccessPreview,
  AccessSpecInput,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { useDebounce } from 'react-use';
import { Refreshing, useRefreshing } from '../../hooks/useRefreshing';
import { accessApiRef } from '../api/AccessApi';

const TYPING_PAUSE = 500;

/** What a request would do; asked anew when typing has paused. */
export function usePreview(
  spec: AccessSpecInput | undefined,
): Refreshing<AccessPreview> | { status: 'idle' } {
  const api = useApi(accessApiRef);
  const wanted = JSON.stringify(spec ?? null);
  const [asked, setAsked] = useState(wanted);
  useDebounce(() => setAsked(wanted), TYPING_PAUSE, [wanted]);
  const enabled = spec !== undefined && asked === wanted;
  const preview = useRefreshing({ scope: wanted, enabled }, signal => {
    if (!spec) throw new Error('nothing to preview');
    return api.preview(spec, { signal });
  });
  return spec ? preview : { status: 'idle' };
}

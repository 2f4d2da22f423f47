import { useApi } from '@backstage/core-plugin-api';
import {
  JudgeRequest,
  JudgeResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { zeroTrustApiRef } from '../api/ZeroTrustApi';
import { Refreshing, useRefreshing } from './useRefreshing';

/** The verdict on a connection; nothing is asked while there is no question. */
export function useJudge(
  request: JudgeRequest | undefined,
): Refreshing<JudgeResponse> | { status: 'idle' } {
  const api = useApi(zeroTrustApiRef);
  const answer = useRefreshing(
    { scope: JSON.stringify(request ?? null), enabled: request !== undefined },
    signal => {
      if (!request) throw new Error('no question to ask');
      return api.judge(request, { signal });
    },
  );
  return request ? answer : { status: 'idle' };
}

import { useApi } from '@backstage/core-plugin-api';
import type {
  AccessRequest,
  AccessRequestEvents,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useEffect, useRef } from 'react';
import { Refreshing, useRefreshing } from '../../hooks/useRefreshing';
import { useLiveRefetch } from '../../hooks/useLiveRefetch';
import { accessApiRef } from '../api/AccessApi';
import { isMoving } from '../view/requestWords';

/** How often a request is looked at while something may come by itself. */
const WATCH_MS = 3_000;

/** A request and what happened to it. */
export interface WatchedRequest {
  request: AccessRequest;
  events: AccessRequestEvents['items'];
}

/** Follows a request until nothing more comes by itself. */
export function useAccessRequest(id: string): Refreshing<WatchedRequest> {
  const api = useApi(accessApiRef);
  const watched = useRefreshing({ scope: id }, async signal => {
    const [request, events] = await Promise.all([
      api.get(id, { signal }),
      api.getEvents(id, { signal }),
    ]);
    return { request, events: events.items };
  });
  useLiveRefetch(watched.refetch);
  const refetch = useRef(watched.refetch);
  refetch.current = watched.refetch;
  const moving = watched.status === 'ready' && isMoving(watched.value.request);
  useEffect(() => {
    if (!moving) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState !== 'hidden') refetch.current();
    }, WATCH_MS);
    return () => clearInterval(timer);
  }, [moving]);
  return watched;
}

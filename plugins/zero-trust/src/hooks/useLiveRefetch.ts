import { useSignal } from '@backstage/plugin-signals-react';
import { SIGNAL_CHANNEL } from '@ztn/backstage-plugin-zero-trust-common';
import { useEffect, useRef } from 'react';

/** How eagerly a screen follows the clusters. All in milliseconds. */
export interface LiveRefetchTimes {
  /** Signals that come closer together than this cause one refetch. */
  debounce: number;
  /** Interval when no signal can arrive. */
  poll: number;
  /** Interval beside signals, because a hint may be lost. */
  pollBesideSignals: number;
}

const defaultTimes: LiveRefetchTimes = {
  debounce: 1_000,
  poll: 60_000,
  pollBesideSignals: 300_000,
};

/**
 * Calls `refetch` when the backend hints at a change, when the window gets the
 * focus back, and at an interval in case neither happens. Signals are optional:
 * an app without the signals plugin polls. A hidden window does not poll.
 */
export function useLiveRefetch(
  refetch: () => void,
  times: LiveRefetchTimes = defaultTimes,
): void {
  const { lastSignal, isSignalsAvailable } = useSignal(SIGNAL_CHANNEL);
  const latest = useRef(refetch);
  latest.current = refetch;

  useEffect(() => {
    if (!lastSignal) return undefined;
    const timer = setTimeout(() => latest.current(), times.debounce);
    return () => clearTimeout(timer);
  }, [lastSignal, times.debounce]);

  useEffect(() => {
    const onFocus = () => latest.current();
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);

  const interval = isSignalsAvailable ? times.pollBesideSignals : times.poll;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState !== 'hidden') latest.current();
    }, interval);
    return () => clearInterval(timer);
  }, [interval]);
}

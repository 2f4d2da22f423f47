import { useCallback, useEffect, useRef, useState } from 'react';
import { shareStructure } from '../view/shareStructure';

/** What a screen knows about something that is fetched. */
export type Refreshing<T> =
  | { status: 'loading'; refetch: () => void }
  | { status: 'failed'; error: Error; refetch: () => void }
  | {
      status: 'ready';
      value: T;
      /** A newer answer, or one for other parameters, is on its way. */
      refreshing: boolean;
      /** The last refresh failed; `value` is from before it. */
      refreshError?: Error;
      refetch: () => void;
    };

interface State<T> {
  scope: string;
  value?: T;
  error?: Error;
  busy: boolean;
}

/**
 * Fetches, and fetches again on `refetch` or when `params` change, without
 * flicker: the old value stays until the new one is there. A new `scope` (another
 * entity) starts from nothing, so that no answer is ever shown for the wrong one.
 */
export function useRefreshing<T>(
  options: { scope: string; params?: string; enabled?: boolean },
  load: (signal: AbortSignal) => Promise<T>,
): Refreshing<T> {
  const { scope, params = '', enabled = true } = options;
  const [state, setState] = useState<State<T>>({ scope, busy: true });
  const [turn, setTurn] = useState(0);
  const latestLoad = useRef(load);
  latestLoad.current = load;

  useEffect(() => {
    if (!enabled) return undefined;
    const stopping = new AbortController();
    setState(old =>
      old.scope === scope ? { ...old, busy: true } : { scope, busy: true },
    );
    latestLoad.current(stopping.signal).then(
      value => {
        if (stopping.signal.aborted) return;
        setState(old => ({
          scope,
          value: shareStructure(old.scope === scope && old.value, value),
          busy: false,
        }));
      },
      (error: unknown) => {
        if (stopping.signal.aborted) return;
        setState(old => ({
          scope,
          value: old.scope === scope ? old.value : undefined,
          error: error instanceof Error ? error : new Error(String(error)),
          busy: false,
        }));
      },
    );
    return () => stopping.abort();
  }, [scope, params, enabled, turn]);

  const refetch = useCallback(() => setTurn(old => old + 1), []);

  if (state.scope !== scope) return { status: 'loading', refetch };
  if (state.value !== undefined) {
    return {
      status: 'ready',
      value: state.value,
      refreshing: state.busy,
      ...(state.error && !state.busy ? { refreshError: state.error } : {}),
      refetch,
    };
  }
  if (state.error && !state.busy) {
    return { status: 'failed', error: state.error, refetch };
  }
  return { status: 'loading', refetch };
}

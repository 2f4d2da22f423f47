import { useEffect, useRef } from 'react';

/**
 * Fetches again when `generation` changes: what is shown beside the posture
 * follows it, and the page never tells two moments of the cluster at once for
 * longer than a request takes.
 */
export function useFollow(generation: string, refetch: () => void): void {
  const seen = useRef(generation);
  useEffect(() => {
    if (seen.current === generation) return;
    seen.current = generation;
    refetch();
  }, [generation, refetch]);
}

import { SignalsService } from '@backstage/plugin-signals-node';
import {
  SIGNAL_CHANNEL,
  ZeroTrustSignal,
} from '@ztn/backstage-plugin-zero-trust-common';
import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Pause } from '../cluster/pause';
import { ClusterSnapshot } from '../posture/ClusterSnapshot';

/** Hints are for people's eyes: more than one a second per cluster helps nobody. */
const EVERY_MS = 1_000;

/**
 * Tells browsers that a cluster's answers changed. A hint only, since signals
 * are not authorized: it names the cluster and nothing in it.
 */
export function signalSwaps(options: {
  readonly signals: SignalsService;
  readonly logger: LoggerService;
  readonly pause: Pause;
  readonly signal: AbortSignal;
}): (snapshot: ClusterSnapshot) => void {
  const { signals, logger, pause, signal } = options;
  const newest = new Map<string, number>();
  return ({ cluster, generation }) => {
    const announced = newest.has(cluster);
    newest.set(cluster, generation);
    if (announced) return;
    void pause(EVERY_MS, signal).then(async () => {
      const message: ZeroTrustSignal = {
        kind: 'snapshot-changed',
        cluster,
        generation: newest.get(cluster) ?? generation,
      };
      newest.delete(cluster);
      if (signal.aborted) return;
      try {
        await signals.publish({
          recipients: { type: 'broadcast' },
          channel: SIGNAL_CHANNEL,
          message,
        });
      } catch (error) {
        logger.warn(`a signal was not sent: ${stringifyError(error)}`);
      }
    });
  };
}

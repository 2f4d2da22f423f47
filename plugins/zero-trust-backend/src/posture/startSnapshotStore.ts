import { LoggerService } from '@backstage/backend-plugin-api';
import { Engine, KindInfo, Snapshot } from '@ztn/zero-trust-engine';
import { ClusterHttp } from '../cluster/ClusterHttp';
import { connect } from '../cluster/connect';
import { startClusterReader } from '../cluster/startClusterReader';
import { ClusterSettings } from '../config/ZeroTrustSettings';
import { ClusterSnapshot, ClusterState } from './ClusterSnapshot';
import { SnapshotStore } from './SnapshotStore';
import { startClusterSnapshots } from './startClusterSnapshots';
import { Timing } from '../timing';

export interface SnapshotStoreOptions extends Timing {
  readonly clusters: readonly ClusterSettings[];
  readonly kinds: readonly KindInfo[];
  readonly compile: (snapshot: Snapshot, previous?: Engine) => Engine;
  readonly logger: LoggerService;
  readonly onSwap: (snapshot: ClusterSnapshot) => void;
}

/** Starts reading every cluster, each on its own. Stopping ends all of it. */
export function startSnapshotStore(options: SnapshotStoreOptions): {
  readonly store: SnapshotStore;
  readonly stop: () => void;
} {
  const sources = new Map<string, () => ClusterState>();
  const stops: (() => void)[] = [];
  for (const settings of options.clusters) {
    const connection = connect(settings);
    const snapshots = startClusterSnapshots({
      ...options,
      settings,
      startReader: onChange =>
        startClusterReader({
          ...options,
          cluster: settings.name,
          http: new ClusterHttp(connection),
          onChange,
        }),
    });
    sources.set(settings.name, snapshots.state);
    stops.push(() => {
      snapshots.stop();
      connection.close();
    });
  }
  return {
    store: new SnapshotStore(sources),
    stop: () => stops.forEach(stop => stop()),
  };
}

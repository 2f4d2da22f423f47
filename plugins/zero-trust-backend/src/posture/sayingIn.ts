import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ClusterSnapshot, ClusterState } from './ClusterSnapshot';
import { PostureParts } from './PostureParts';
import { sayingPolicies } from './whatIf/sayingPolicies';

/** What has a say about an entity in one cluster, for one caller. */
export interface Saying {
  /** Objects that what the caller sees of the entity names. */
  readonly policies: ReadonlySet<string>;
  /** Peers that are counted and not named. */
  readonly hiddenPeers: number;
}

/** Finds the objects that what a caller sees of the entity's workloads names. */
export async function sayingIn(
  { answers, peers }: PostureParts,
  state: ClusterState,
  snapshot: ClusterSnapshot,
  options: {
    readonly own: ReadonlySet<string>;
    readonly credentials: BackstageCredentials;
  },
): Promise<Saying> {
  const own = [...options.own];
  const rows = (['inbound', 'outbound'] as const).flatMap(direction =>
    own.flatMap(key => answers.rows(snapshot, key, direction)),
  );
  const keys = new Set(
    rows.flatMap(({ peer }) => (peer.type === 'workload' ? [peer.key] : [])),
  );
  const view = await peers.view(state, keys, options);
  return {
    policies: sayingPolicies(
      rows.filter(
        ({ peer }) => peer.type !== 'workload' || view.isVisible(peer.key),
      ),
      own.map(key => answers.posture(snapshot, key)),
    ),
    hiddenPeers: [...keys].filter(key => !view.isVisible(key)).length,
  };
}

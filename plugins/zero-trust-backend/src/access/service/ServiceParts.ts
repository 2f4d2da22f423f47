import { PeerAccess } from '../../posture/PeerAccess';
import { SnapshotStore } from '../../posture/SnapshotStore';
import { AccessSettings } from '../config/AccessSettings';
import { RequestPlanner } from '../plan/RequestPlanner';
import { AccessRequestStore } from '../store/AccessRequestStore';
import { RequestNews } from '../worker/RequestNews';
import { RequestWorker } from '../worker/RequestWorker';
import { AccessRights } from './AccessRights';
import { RateLimiter } from './RateLimiter';

/** What questions about requests are answered with. */
export interface ServiceParts {
  readonly store: AccessRequestStore;
  readonly settings: AccessSettings;
  readonly snapshots: SnapshotStore;
  readonly planning: RequestPlanner;
  readonly rights: AccessRights;
  readonly peers: PeerAccess;
  readonly worker: RequestWorker;
  readonly news: RequestNews;
  readonly limiter: RateLimiter;
  readonly clock: () => Date;
}

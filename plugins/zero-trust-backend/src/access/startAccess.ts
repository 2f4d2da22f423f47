import {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import { GitHostFactory } from '@ztn/backstage-plugin-zero-trust-node';
import { Router } from 'express';
import { Knex } from 'knex';
import { MissingEntity } from '../posture/MissingEntity';
import { PeerAccess } from '../posture/PeerAccess';
import { ReadableEntities } from '../posture/ReadableEntities';
import { SnapshotStore } from '../posture/SnapshotStore';
import { Timing } from '../timing';
import { AccessSettings } from './config/AccessSettings';
import { SourceHosts } from './git/SourceHosts';
import { createAccessRouter } from './http/createAccessRouter';
import { Planner } from './plan/Planner';
import { RequestPlanner } from './plan/RequestPlanner';
import { ReviewerDirectory } from './review/ReviewerDirectory';
import { AccessRights } from './service/AccessRights';
import { AccessService } from './service/AccessService';
import { Askers } from './service/Askers';
import {
  accessRequestResourceRef,
  accessRequestRules,
} from './service/permissionRules';
import { RateLimiter } from './service/RateLimiter';
import { StoredAccessService } from './service/StoredAccessService';
import { AccessRequestStore } from './store/AccessRequestStore';
import { followHints } from './worker/followHints';
import { RequestNews } from './worker/RequestNews';
import { RequestWorker } from './worker/RequestWorker';

/** Name of the scheduler's task that moves requests on. */
export const ACCESS_TASK = 'zero-trust-access-requests';

export interface AccessParts extends Timing {
  readonly settings: AccessSettings;
  readonly rootConfig: RootConfigService;
  readonly gitHosts: readonly GitHostFactory[];
  readonly planner: Planner;
  readonly snapshots: SnapshotStore;
  readonly peers: PeerAccess;
  readonly readable: ReadableEntities;
  readonly missing: MissingEntity;
  readonly database: Knex;
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly auditor: AuditorService;
  readonly events: EventsService;
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly notifications: NotificationService;
  readonly permissions: PermissionsService;
  readonly permissionsRegistry: PermissionsRegistryService;
  readonly scheduler: SchedulerService;
  readonly userInfo: UserInfoService;
}

/** Access requests: their API, and the work that moves them on. */
export async function startAccess(parts: AccessParts): Promise<{
  readonly router: Router;
  readonly requests: AccessService;
  readonly askers: Askers;
  /** A cluster has a new snapshot. */
  readonly changed: (cluster: string) => void;
  readonly stop: () => Promise<void>;
}> {
  const { settings, clock, permissionsRegistry, snapshots } = parts;
  const store = new AccessRequestStore(parts.database, clock);
  permissionsRegistry.addResourceType({
    resourceRef: accessRequestResourceRef,
    permissions: [],
    rules: Object.values(accessRequestRules),
    getResources: async ids => Promise.all(ids.map(async id => store.get(id))),
  });
  const sources = new SourceHosts(
    settings.sources,
    parts.gitHosts,
    ScmIntegrations.fromConfig(parts.rootConfig),
  );
  const directory = new ReviewerDirectory(
    parts.catalog,
    parts.auth,
    settings.loginAnnotations,
  );
  const planning = new RequestPlanner({ ...parts, sources, directory });
  const news = new RequestNews(parts);
  const worker = new RequestWorker({
    ...parts,
    store,
    sources,
    planning,
    directory,
    news,
  });
  const requests = new StoredAccessService({
    store,
    settings,
    snapshots,
    planning,
    news,
    worker,
    clock,
    peers: parts.peers,
    rights: new AccessRights({
      ...parts,
      toFilter: createConditionTransformer(
        permissionsRegistry.getPermissionRuleset(accessRequestResourceRef),
      ),
    }),
    limiter: new RateLimiter(settings.rates.previewsPerMinute, clock),
  });
  if (settings.enabled) {
    await parts.scheduler.scheduleTask({
      id: ACCESS_TASK,
      frequency: { seconds: turnSeconds(settings) },
      initialDelay: { seconds: 10 },
      timeout: { minutes: 10 },
      scope: 'global',
      fn: async () => worker.runDue(),
    });
    await followHints({ ...parts, worker, sources: settings.sources });
  }
  const askers = new Askers({ ...parts, enabled: settings.enabled });
  return {
    router: createAccessRouter({ ...parts, requests, askers }),
    requests,
    askers,
    changed: cluster => {
      if (settings.enabled) void worker.clusterChanged(cluster);
    },
    stop: () => worker.stop(),
  };
}

/** As often as the operator wants anything to be looked at, within reason. */
function turnSeconds({ polling }: AccessSettings): number {
  const shortest = Math.min(polling.openMs[0], polling.syncMs[0]) / 1_000;
  return Math.max(2, Math.min(30, Math.round(shortest)));
}

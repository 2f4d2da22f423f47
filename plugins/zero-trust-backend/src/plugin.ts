import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  GitHostFactory,
  gitHostFactories,
  zeroTrustGitHostExtensionPoint,
} from '@ztn/backstage-plugin-zero-trust-node';
import { compile } from '@ztn/zero-trust-engine';
import { zeroTrustPermissions } from '@ztn/backstage-plugin-zero-trust-common';
import { enginePlanner } from './access/plan/enginePlanner';
import { startAccess } from './access/startAccess';
import { registerActions } from './actions/registerActions';
import { createRouter } from './api/createRouter';
import { sharedCredentials } from './api/sharedCredentials';
import { watchedKinds } from './cluster/watchedKinds';
import { startCompliance } from './compliance/startCompliance';
import { readSettings } from './config/readSettings';
import { openDatabase } from './database/openDatabase';
import { EntityIndex } from './mapping/EntityIndex';
import { startEntityIndex } from './mapping/startEntityIndex';
import { AnswerWarmer } from './posture/AnswerWarmer';
import { AuthorizedPostureService } from './posture/AuthorizedPostureService';
import { EntityReader } from './posture/EntityReader';
import { MissingEntity } from './posture/MissingEntity';
import { ObjectOrigins } from './posture/object/ObjectOrigins';
import { originSources } from './posture/object/originSources';
import { PeerAccess } from './posture/PeerAccess';
import { ReadableEntities } from './posture/ReadableEntities';
import { SnapshotAnswers } from './posture/SnapshotAnswers';
import { SnapshotPostureService } from './posture/SnapshotPostureService';
import { startSnapshotStore } from './posture/startSnapshotStore';
import { signalSwaps } from './signals/signalSwaps';
import { realTiming, Timing } from './timing';

/** The plugin by a clock of one's own; `zeroTrustPlugin` is the one to use. */
export const createZeroTrustPlugin = (timing: Timing) =>
  createBackendPlugin({
    pluginId: 'zero-trust',
    register(reg) {
      const added: GitHostFactory[] = [];
      reg.registerExtensionPoint(zeroTrustGitHostExtensionPoint, {
        addGitHost: factory => {
          added.unshift(factory);
        },
      });
      reg.registerInit({
        deps: {
          actionsRegistry: actionsRegistryServiceRef,
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          database: coreServices.database,
          events: eventsServiceRef,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          // There need be no plugin for it: what cannot be sent is not sent.
          notifications: notificationService,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          rootConfig: coreServices.rootConfig,
          scheduler: coreServices.scheduler,
          signals: signalsServiceRef,
          userInfo: coreServices.userInfo,
        },
        async init(deps) {
          const { auditor, catalog, lifecycle, permissions } = deps;
          const httpAuth = sharedCredentials(deps.httpAuth, timing.elapsedMs);
          const settings = readSettings(deps.rootConfig);
          const { clusters, unmappedPeers, catalogRefreshMs } = settings;
          deps.permissionsRegistry.addPermissions(zeroTrustPermissions);

          const database = await openDatabase(deps.database);
          const stopping = new AbortController();
          const index = new EntityIndex();
          const signal = signalSwaps({
            ...deps,
            ...timing,
            signal: stopping.signal,
          });
          const answers = new SnapshotAnswers();
          const warmer = new AnswerWarmer(
            answers,
            timing.elapsedMs,
            deps.logger,
          );
          let compliance:
            | Awaited<ReturnType<typeof startCompliance>>
            | undefined = undefined;
          let access: Awaited<ReturnType<typeof startAccess>> | undefined =
            undefined;
          const { store, stop } = startSnapshotStore({
            ...deps,
            ...timing,
            clusters,
            kinds: watchedKinds,
            compile,
            onSwap: swapped => {
              signal(swapped);
              warmer.swapped(swapped);
              compliance?.changed(swapped.cluster);
              access?.changed(swapped.cluster);
            },
          });
          const { ensureFresh, stop: stopIndex } = startEntityIndex({
            ...deps,
            ...timing,
            index,
            refreshMs: catalogRefreshMs,
            settleMs: settings.catalogSettleMs,
            sensitive: settings.sensitive,
          });
          // It asks about every cluster when it starts, so nothing is missed before.
          compliance = await startCompliance({
            ...deps,
            ...timing,
            store,
            index,
            database,
            settings: settings.compliance,
          });
          lifecycle.addShutdownHook(async () => {
            stopping.abort();
            compliance?.stop();
            stop();
            stopIndex();
            await access?.stop();
          });

          const missing = new MissingEntity(
            catalog,
            deps.auth,
            timing.elapsedMs,
          );
          const readable = new ReadableEntities(permissions, timing.elapsedMs);
          const peers = new PeerAccess(
            index,
            readable,
            unmappedPeers,
            ensureFresh,
          );
          const inner = new SnapshotPostureService({
            ...timing,
            store,
            answers,
            warmer,
            controls: compliance.controls,
            origins: new ObjectOrigins(
              originSources(
                settings.access.sources,
                ScmIntegrations.fromConfig(deps.rootConfig),
              ),
            ),
            entities: new EntityReader(
              catalog,
              store,
              index,
              unmappedPeers,
              ensureFresh,
              missing,
              timing.elapsedMs,
            ),
            peers,
          });
          const postures = new AuthorizedPostureService(
            inner,
            permissions,
            catalog,
            missing,
            timing.elapsedMs,
          );
          deps.httpRouter.use(createRouter({ postures, httpAuth, auditor }));
          compliance.routers.forEach(router => deps.httpRouter.use(router));
          access = await startAccess({
            ...deps,
            ...timing,
            settings: settings.access,
            gitHosts: [...added, ...gitHostFactories],
            planner: enginePlanner,
            snapshots: store,
            database,
            readable,
            peers,
            missing,
          });
          deps.httpRouter.use(access.router);
          const { enabled, appUrl } = settings.access;
          registerActions(
            { ...deps, postures, compliance: compliance.compliance },
            enabled ? { ...deps, ...access, appUrl } : undefined,
          );
        },
      });
    },
  });

/** Reads clusters and answers who may reach whom, encrypted and proven how. */
export const zeroTrustPlugin = createZeroTrustPlugin(realTiming);

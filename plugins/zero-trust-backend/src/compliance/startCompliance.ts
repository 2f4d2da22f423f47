import {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Router } from 'express';
import { Knex } from 'knex';
import { HistoryService } from '../history/HistoryService';
import { HistoryStore } from '../history/HistoryStore';
import { PermissiveAges } from '../history/PermissiveAges';
import { startHistory } from '../history/startHistory';
import { EntityIndex } from '../mapping/EntityIndex';
import { ControlAnswers } from '../posture/ControlAnswers';
import { NoticeStore } from '../notices/NoticeStore';
import { tellOwners } from '../notices/tellOwners';
import { SnapshotStore } from '../posture/SnapshotStore';
import { createRolloutRouter } from '../rollout/createRolloutRouter';
import { RolloutService } from '../rollout/RolloutService';
import { Timing } from '../timing';
import { AuthorizedWaiverService } from '../waivers/AuthorizedWaiverService';
import { createWaiverRouter } from '../waivers/createWaiverRouter';
import { StoredWaiverService } from '../waivers/StoredWaiverService';
import { covers, StoredWaiver } from '../waivers/Waiver';
import { CurrentWaivers } from '../waivers/CurrentWaivers';
import { WaiverStore } from '../waivers/WaiverStore';
import { AuthorizedComplianceService } from './AuthorizedComplianceService';
import { ComplianceService } from './ComplianceService';
import { ComplianceSettings } from './ComplianceSettings';
import { createComplianceRouter } from './createComplianceRouter';
import { FleetComplianceService } from './FleetComplianceService';
import { AssessedControls } from './AssessedControls';
import { FleetReader, WaiverOf } from './FleetReader';
import { startAssessments } from './startAssessments';

export interface ComplianceParts extends Timing {
  readonly store: SnapshotStore;
  readonly index: EntityIndex;
  readonly settings: ComplianceSettings;
  readonly permissions: PermissionsService;
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
  readonly database: Knex;
  readonly scheduler: SchedulerService;
  readonly notifications: NotificationService;
}

/** The platform overview: keeps assessments current and answers about them. */
export async function startCompliance(parts: ComplianceParts): Promise<{
  readonly routers: readonly Router[];
  /** Answers those who may see the whole fleet. */
  readonly compliance: ComplianceService;
  readonly controls: ControlAnswers;
  /** A cluster has a new snapshot. */
  readonly changed: (cluster: string) => void;
  readonly stop: () => void;
}> {
  const { store, settings, permissions } = parts;
  const history = new HistoryStore(parts.database);
  const ages = new PermissiveAges(history, parts.logger);
  const assessments = startAssessments({
    ...parts,
    snapshotOf: cluster => store.get(cluster).snapshot,
    permissiveSince: (cluster, namespace) => ages.since(cluster, namespace),
  });
  const waivers = new WaiverStore(parts.database, () => current.forget());
  const current = new CurrentWaivers(waivers, parts);
  const counting = (active: readonly StoredWaiver[]): WaiverOf => {
    return (cluster, result) =>
      active.find(waiver => covers(waiver, cluster, result))?.id;
  };
  const countingNow = lastOf(counting);
  const assessed = { ...parts, assessmentOf: assessments.current };
  const fleet = new FleetReader({
    ...assessed,
    // Whoever looks at the fleet may have made an exception in another process.
    waivers: async () => counting(await waivers.active(parts.clock())),
  });
  const compliance = new AuthorizedComplianceService(
    new FleetComplianceService(
      fleet,
      settings,
      new HistoryService(history, parts.clock),
      () => waivers.active(parts.clock()),
    ),
    permissions,
  );
  const waiverService = new AuthorizedWaiverService(
    new StoredWaiverService({ ...parts, waivers }),
    permissions,
  );
  const recording = await startHistory({
    ...parts,
    fleet,
    assessmentOf: assessments.current,
    history,
    ages,
    intervalMs: settings.historyIntervalMs,
    retentionMs: settings.historyRetentionMs,
    agesChanged: assessments.changed,
    onRecorded: () =>
      tellOwners({
        ...parts,
        fleet,
        history,
        waivers,
        notices: new NoticeStore(parts.database),
      }),
  });
  store.clusters.forEach(assessments.changed);
  return {
    compliance,
    routers: [
      createComplianceRouter({ ...parts, compliance }),
      createWaiverRouter({ ...parts, waivers: waiverService }),
      createRolloutRouter({
        ...parts,
        rollout: new RolloutService({ ...parts, fleet }),
      }),
    ],
    controls: new AssessedControls({
      ...assessed,
      waivers: async () => countingNow(await current.get()),
    }),
    changed: assessments.changed,
    stop: () => {
      assessments.stop();
      recording.stop();
    },
  };
}

/** The same answer for the same list. */
function lastOf<T extends object, R>(make: (from: T) => R): (from: T) => R {
  let last: { readonly from: T; readonly made: R } | undefined;
  return from => {
    if (last?.from !== from) last = { from, made: make(from) };
    return last.made;
  };
}

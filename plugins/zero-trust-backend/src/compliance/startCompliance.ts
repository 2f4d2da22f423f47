import {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { EntityIndex } from '../mapping/EntityIndex';
import { SnapshotStore } from '../posture/SnapshotStore';
import { Timing } from '../timing';
import { AuthorizedComplianceService } from './AuthorizedComplianceService';
import { ComplianceSettings } from './ComplianceSettings';
import { createComplianceRouter } from './createComplianceRouter';
import { FleetComplianceService } from './FleetComplianceService';
import { FleetReader } from './FleetReader';
import { startAssessments } from './startAssessments';

export interface ComplianceParts extends Timing {
  readonly store: SnapshotStore;
  readonly index: EntityIndex;
  readonly settings: ComplianceSettings;
  readonly permissions: PermissionsService;
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
}

/** The platform overview: keeps assessments current and answers about them. */
export function startCompliance(parts: ComplianceParts): {
  readonly router: Router;
  /** A cluster has a new snapshot. */
  readonly changed: (cluster: string) => void;
  readonly stop: () => void;
} {
  const { store, settings, permissions } = parts;
  const assessments = startAssessments({
    ...parts,
    snapshotOf: cluster => store.get(cluster).snapshot,
    permissiveSince: () => undefined,
  });
  const fleet = new FleetReader({
    ...parts,
    assessmentOf: assessments.current,
    waivers: async () => () => undefined,
  });
  const compliance = new AuthorizedComplianceService(
    new FleetComplianceService(fleet, settings),
    permissions,
  );
  return {
    router: createComplianceRouter({ ...parts, compliance }),
    changed: assessments.changed,
    stop: assessments.stop,
  };
}

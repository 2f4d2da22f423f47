import { AuditorService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { AccessService } from '../access/service/AccessService';
import { Askers } from '../access/service/Askers';
import { ComplianceService } from '../compliance/ComplianceService';
import { PostureService } from '../posture/PostureService';

/** What actions answer with: the services of the routes, which hold the checks. */
export interface ActionParts {
  readonly actionsRegistry: ActionsRegistryService;
  readonly auditor: AuditorService;
  readonly postures: PostureService;
  readonly compliance: ComplianceService;
}

/** What actions about access requests answer with. */
export interface AccessActionParts {
  readonly actionsRegistry: ActionsRegistryService;
  readonly auditor: AuditorService;
  readonly requests: AccessService;
  readonly askers: Askers;
  /** Where the portal is, without a slash at the end; empty: not known. */
  readonly appUrl: string;
}

import {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SnapshotStore } from '../../posture/SnapshotStore';
import { AccessSettings } from '../config/AccessSettings';
import { SourceHosts } from '../git/SourceHosts';
import { Planner } from '../plan/Planner';
import { RequestPlanner } from '../plan/RequestPlanner';
import { ReviewerDirectory } from '../review/ReviewerDirectory';
import { AccessRequestStore } from '../store/AccessRequestStore';
import { RequestRecord } from '../store/StoredRequest';
import { RequestNews } from './RequestNews';

/** What the work on requests is done with. */
export interface WorkParts {
  readonly store: AccessRequestStore;
  readonly settings: AccessSettings;
  readonly sources: SourceHosts;
  readonly snapshots: SnapshotStore;
  readonly planner: Planner;
  readonly planning: RequestPlanner;
  readonly directory: ReviewerDirectory;
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
  readonly news: RequestNews;
  readonly clock: () => Date;
  readonly random: () => number;
}

/** The parts, and the lease of the one request that is worked on. */
export interface WorkContext extends WorkParts {
  /** Throws `LeaseLostError` when somebody else took the request over. */
  readonly keepLease: () => Promise<void>;
}

/**
 * What a step came to: `again`: the request changed and may go on at once;
 * `rest`: nothing to do before its next check; `outdated`: somebody else changed
 * the request meanwhile, and it is read anew.
 */
export type StepResult =
  | { readonly next: 'again'; readonly record: RequestRecord }
  | { readonly next: 'rest' }
  | { readonly next: 'outdated' };

/** The work on a request in some states: look, then do. */
export type Step = (
  record: RequestRecord,
  context: WorkContext,
) => Promise<StepResult>;

export const rest: StepResult = { next: 'rest' };

/** Somebody else works on the request now. */
export class LeaseLostError extends Error {
  constructor() {
    super('the lease of the request was lost');
    this.name = 'LeaseLostError';
  }
}

import {
  ComplianceFilter,
  ComplianceResponse,
  ComplianceWorkload,
  ControlsResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { StoredWaiver } from '../../waivers/Waiver';

/** What the report says, fetched and judged already. */
export interface ReportInput {
  readonly filter: ComplianceFilter;
  readonly overview: ComplianceResponse;
  readonly catalogue: ControlsResponse;
  readonly workloads: readonly ComplianceWorkload[];
  /** Exceptions that cover a result of this report, soon ending first. */
  readonly waivers: readonly StoredWaiver[];
}

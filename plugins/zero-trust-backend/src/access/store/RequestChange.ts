import {
  EndOwners,
  NewEvent,
  StoredApproval,
  StoredGrant,
  StoredPart,
} from './StoredRequest';

/** What changes with a request, in one transaction; absent: it stays. */
export interface RequestChange {
  readonly parts?: readonly StoredPart[];
  readonly approvals?: readonly StoredApproval[];
  readonly owners?: EndOwners;
  readonly grants?: readonly StoredGrant[];
  readonly events?: readonly NewEvent[];
}

import {
  edgeName,
  ParsedKinds,
  Snapshot,
  StringMap,
} from '@ztn/zero-trust-engine';
import { GoalFault, InvalidGoalError } from '../goal/InvalidGoalError';
import {
  EXPIRES_AT_ANNOTATION,
  REQUEST_ID_ANNOTATION,
} from '../requestAnnotations';
import { PlanRequest } from './Draft';

export const managedByLabel = 'app.kubernetes.io/managed-by';
export const managedBy = 'zero-trust';

type PolicyKind = Extract<
  keyof ParsedKinds,
  'NetworkPolicy' | 'CiliumNetworkPolicy' | 'AuthorizationPolicy'
>;

/** Where and for whom an object is. */
export interface Naming {
  readonly kind: PolicyKind;
  readonly namespace: string;
  readonly caller: string;
  readonly callee: string;
  readonly end?: string;
}

/** Metadata of a new object: nobody else's name, and whose request it is. */
export function metadataOf(
  { kind, namespace, caller, callee, end = '' }: Naming,
  snapshot: Snapshot,
  request: PlanRequest | undefined,
): {
  readonly name: string;
  readonly namespace: string;
  readonly labels: StringMap;
  readonly annotations?: StringMap;
} {
  const taken = new Set(
    snapshot
      .objects(kind)
      .filter(({ meta }) => meta.namespace === namespace)
      .map(({ meta }) => meta.name),
  );
  let name = edgeName(caller, callee, end);
  for (let count = 2; taken.has(name); count += 1) {
    name = edgeName(caller, callee, `${end}-${count}`);
  }
  return {
    name,
    namespace,
    labels: { [managedByLabel]: managedBy },
    ...(request && { annotations: marksOf(request) }),
  };
}

function marksOf({ id, expiresAt }: PlanRequest): StringMap {
  return {
    [REQUEST_ID_ANNOTATION]: id,
    ...(expiresAt !== undefined && { [EXPIRES_AT_ANNOTATION]: expiresAt }),
  };
}

/** What of a request must not get into an object. */
export function checkRequest({ id, expiresAt }: PlanRequest): void {
  const faults: GoalFault[] = [];
  if (!/^[0-9a-z]{12,26}$/.test(id)) {
    const message = 'must be 12 to 26 of a-z and 0-9';
    faults.push({ field: 'request.id', message });
  }
  const isDay = (text: string) =>
    /^\d{4}-\d{2}-\d{2}(T[0-9:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) &&
    !Number.isNaN(Date.parse(text));
  if (expiresAt !== undefined && !isDay(expiresAt)) {
    const message = 'must be a date, RFC 3339';
    faults.push({ field: 'request.expiresAt', message });
  }
  if (faults.length > 0) throw new InvalidGoalError(faults);
}

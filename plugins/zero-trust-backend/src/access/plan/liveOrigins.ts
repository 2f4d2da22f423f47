import { parseWorkloadRef, RawObject } from '@ztn/zero-trust-engine';
import { PlaceInput } from '@ztn/zero-trust-planner';
import { hintKinds } from '../../cluster/hintKinds';
import { fieldsOf } from '../../cluster/pick';
import { ResolvedEnds } from './PlannedAccess';

/**
 * What a cluster's objects tell about where the two ends come from: the
 * workloads with the marks of their GitOps controller, and what that controller
 * says it follows. They are hints: whatever cannot be read is none.
 */
export function liveOrigins(
  objects: readonly RawObject[],
  { caller, callee }: ResolvedEnds,
): NonNullable<PlaceInput['provenance']> {
  const isOf = (key: string) => {
    const ref = parseWorkloadRef(key);
    return (object: RawObject) => {
      const { namespace, name } = fieldsOf(object.metadata);
      return (
        ref !== undefined &&
        object.kind === ref.kind &&
        namespace === ref.namespace &&
        name === ref.name
      );
    };
  };
  return {
    callee: objects.filter(isOf(callee.workload)),
    caller: objects.filter(isOf(caller.workload)),
    controllers: objects.filter(({ apiVersion, kind }) =>
      hintKinds.some(
        hint => hint.kind === kind && apiVersion.startsWith(`${hint.group}/`),
      ),
    ),
  };
}

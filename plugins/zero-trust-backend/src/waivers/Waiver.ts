import { Waiver, WaiverScope } from '@ztn/backstage-plugin-zero-trust-common';
import { ControlResult } from '@ztn/zero-trust-engine';

/** An exception as it is kept; whether it counts depends on the time. */
export type StoredWaiver = Omit<Waiver, 'state'>;

/**
 * Whether an exception covers a result. One for a permission covers a workload's
 * result only while nothing else is missing there than what the named object
 * does: a second hole is not excused by the first.
 */
export function covers(
  { control, scope }: Pick<StoredWaiver, 'control' | 'scope'>,
  cluster: string,
  { control: asked, subject, evidence }: ControlResult,
): boolean {
  if (control !== asked || scope.cluster !== cluster) return false;
  switch (scope.type) {
    case 'cluster':
      return true;
    case 'namespace':
      return (
        subject.type !== 'cluster' && subject.namespace === scope.namespace
      );
    case 'workload':
      return subject.type === 'workload' && subject.key === scope.workload;
    default:
      return (
        subject.type === 'workload' &&
        subject.key === scope.workload &&
        evidence
          .filter(({ holds }) => holds !== true)
          .every(({ object }) => object === scope.object)
      );
  }
}

/** The scopes that an exception to a control of this scope may have. */
export const scopesFor: Readonly<
  Record<'workload' | 'namespace' | 'cluster', readonly WaiverScope['type'][]>
> = {
  workload: ['workload', 'permission', 'namespace', 'cluster'],
  namespace: ['namespace', 'cluster'],
  cluster: ['cluster'],
};

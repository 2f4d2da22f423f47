import { GapNote } from '@ztn/backstage-plugin-zero-trust-common';
import { GapNote as EngineGapNote, kinds } from '@ztn/zero-trust-engine';

/** Kinds that make workloads: an object of them may be someone else's. */
const workloadKinds: ReadonlySet<string> = new Set(
  kinds
    .filter(
      ({ readBy, key }) => readBy.includes('workloads') && key !== 'Namespace',
    )
    .map(({ kind }) => kind),
);

/**
 * Gaps as the API tells them. An object that could not be understood is tied to
 * no entity, so nobody knows whether this caller may read its name: of such
 * pods and owners only the kind is told.
 */
export function toGapNotes(gaps: readonly EngineGapNote[]): GapNote[] {
  return gaps.map(({ kind, reason, detail }) =>
    detail === undefined ||
    (workloadKinds.has(kind) && namesObject(kind, detail))
      ? { kind, reason }
      : { kind, reason, detail },
  );
}

function namesObject(kind: string, detail: string): boolean {
  return detail.startsWith(`${kind} `);
}

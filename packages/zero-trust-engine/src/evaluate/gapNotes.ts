import { formatObjectRef } from '../refs';
import { Gap } from '../snapshot/Gap';
import { kindInfo } from '../snapshot/kinds';
import { Snapshot } from '../snapshot/Snapshot';
import { GapNote } from '../Verdict';
import { PairVerdict } from './judgePair';

/** Kinds that no verdict reads. */
const besideVerdicts = new Set([
  'exposure',
  'access',
  'admission',
  'encryption',
]);

/**
 * What an unknown answer lacked: kinds and objects that verdicts read and the
 * snapshot does not have. An answer that is known needed none of them.
 */
export function gapNotes(
  snapshot: Snapshot,
  pair: Pick<PairVerdict, 'outcome'>,
): readonly GapNote[] {
  return pair.outcome === 'unknown'
    ? snapshot.gaps.filter(readByVerdicts).map(gapNote)
    : [];
}

/** A gap as an answer shows it: kind or object, reason, field and detail. */
export function gapNote(gap: Gap): GapNote {
  const parts = [
    ...(gap.object ? [formatObjectRef(gap.object)] : []),
    ...(gap.path ? [gap.path] : []),
    ...(gap.detail ? [gap.detail] : []),
  ];
  return {
    kind: gap.kind,
    reason: gap.reason,
    ...(parts.length > 0 ? { detail: parts.join(': ') } : {}),
  };
}

function readByVerdicts(gap: Gap): boolean {
  const readers = kindInfo(gap.group, gap.kind)?.readBy ?? [];
  return readers.length === 0
    ? gap.kind === ''
    : !readers.every(reader => besideVerdicts.has(reader));
}

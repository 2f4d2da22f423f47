import { OrRefusal, accepted, refused } from '../EditRefusal';
import { linesOf } from './lines';
import { openYaml, YamlFile } from './openYaml';
import { sameValue } from './sameValue';

/** What an edit is meant to do, said independently of how it was done. */
export interface EditClaim {
  /** The documents afterwards, from the documents before. */
  readonly change: (documents: readonly unknown[]) => readonly unknown[];
  /** Lines that are gone, at most. */
  readonly removedLines: number;
  /** Lines that are new, at most. */
  readonly addedLines: number;
}

/**
 * Reads the edited text again and accepts it only when every document says what
 * was claimed, under YAML 1.1 and 1.2, and all that differs is one block of
 * lines of the claimed size.
 */
export const proveEdit = (
  before: YamlFile,
  after: string,
  claim: EditClaim,
): OrRefusal<string> => {
  const reread = openYaml(after);
  if (!reread.ok) return unproven();
  const versions = ['1.1', '1.2'] as const;
  const asClaimed = versions.every(version =>
    sameValue(
      claim.change(before.readings[version]),
      reread.value.readings[version],
    ),
  );
  return asClaimed && isOneHunk(before.text, after, claim)
    ? accepted(after)
    : unproven();
};

const unproven = () =>
  refused(
    'EDIT_NOT_PROVABLE',
    'the edit cannot be proven to change nothing else in the file',
  );

const isOneHunk = (
  before: string,
  after: string,
  claim: EditClaim,
): boolean => {
  const old = linesOf(before);
  const fresh = linesOf(after);
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail))
    tail++;
  return (
    old.length - head - tail <= claim.removedLines &&
    fresh.length - head - tail <= claim.addedLines &&
    endsAlike(before, after)
  );
};

/** A last line break is neither added nor lost. */
const endsAlike = (before: string, after: string): boolean =>
  before === '' || before.endsWith('\n') === after.endsWith('\n');

import { RawObject } from '@ztn/zero-trust-engine';
import { OrRefusal, accepted, refused } from '../EditRefusal';
import { ObjectIdentity, isMap, objectRef } from '../objectRef';
import { FoundObject } from '../locate/searchTree';
import { chooseOne } from './choose';
import { identityInGit } from './identityInGit';
import { mergeRules } from './mergeRules';
import { PlacedObject } from './Placement';
import { envelopeOf, itemsAt, meaningOf, ruleListsOf } from './ruleLists';
import { SourceState, Step } from './SourceState';

/**
 * What Git says already: the object itself, completed where rules are missing,
 * or another object that says the same of the same workloads.
 */
export const findInGit = async (
  state: SourceState,
  object: RawObject,
  identity: ObjectIdentity,
  choices: readonly string[],
): Promise<Step<PlacedObject | undefined>> => {
  const same = await identityInGit(state, identity);
  const one = chooseOne(state, same, choices);
  if (!one.ok) return one;
  if (one.value) return complete(state, object, one.value);
  const elsewhere = (await state.find(identity.kind)).find(
    found =>
      found.identity.group === identity.group &&
      found.identity.namespace === identity.namespace &&
      covers(found.value, object),
  );
  return accepted(elsewhere && placedAt(elsewhere, 'present'));
};

/** The object of that name says the same, or lacks rules and nothing else. */
const complete = async (
  state: SourceState,
  object: RawObject,
  found: FoundObject,
): Promise<OrRefusal<PlacedObject>> => {
  if (covers(found.value, object)) return accepted(placedAt(found, 'present'));
  if (envelope(object) !== envelope(found.value)) {
    return refused(
      'EDIT_NOT_PROVABLE',
      'another object of that name is in Git already',
    );
  }
  for (const list of ruleListsOf(object.kind)) {
    const merged = await mergeRules(state, found, list, itemsAt(object, list));
    if (!merged.ok) return merged;
  }
  return accepted(placedAt(found, 'merge'));
};

/** Whether an object allows at least what the other does, for the same ends. */
const covers = (found: Record<string, unknown>, object: RawObject): boolean =>
  envelope(found) === envelope(object) &&
  ruleListsOf(object.kind).every(list => {
    const known = new Set(itemsAt(found, list).map(meaningOf));
    return itemsAt(object, list).every(item => known.has(meaningOf(item)));
  });

const envelope = (object: Readonly<Record<string, unknown>>): string =>
  `${envelopeOf(String(object.kind), object)} ${inertMarks(object)}`;

/** Marks under which an object is in Git and not in force. */
const inertMarks = ({
  metadata,
}: Readonly<Record<string, unknown>>): string => {
  const annotations =
    isMap(metadata) && isMap(metadata.annotations) ? metadata.annotations : {};
  return ['istio.io/dry-run', 'kustomize.toolkit.fluxcd.io/reconcile']
    .map(key => String(annotations[key] ?? ''))
    .join(' ');
};

const placedAt = (
  { identity, path }: FoundObject,
  how: PlacedObject['how'],
): PlacedObject => ({
  object: objectRef(identity),
  path,
  how,
  locatedBy: 'content',
});

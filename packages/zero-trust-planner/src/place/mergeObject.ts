import { PlannedObject } from '../AccessPlan';
import { OrRefusal, accepted, refused } from '../EditRefusal';
import { ObjectIdentity, identityOf, objectRef } from '../objectRef';
import { FoundObject } from '../locate/searchTree';
import { chooseOne } from './choose';
import { identityInGit } from './identityInGit';
import { mergeRules } from './mergeRules';
import { PlacedObject } from './Placement';
import { envelopeOf, itemsAt, meaningOf, ruleListsOf } from './ruleLists';
import { SourceState, Step } from './SourceState';

/** A rule in an object that is there, or where else it could go. */
export interface MergeAnswer {
  readonly placed?: PlacedObject;
  /** Where a document of its own could be appended instead. */
  readonly beside?: string;
}

/**
 * First step of the ladder: the rule goes into an object that selects exactly
 * the same workloads, when Git has it as the cluster does.
 */
export const mergeObject = async (
  state: SourceState,
  planned: PlannedObject,
  choices: readonly string[],
): Promise<Step<MergeAnswer>> => {
  let beside: string | undefined;
  for (const target of planned.mergeInto ?? []) {
    const identity = identityOf(target.merged);
    if (identity) {
      const found = await identityInGit(state, identity);
      const one = chooseOne(state, found, choices);
      if (!one.ok) return one;
      if (!one.value) tellClusterOnly(state, identity);
      if (one.value) {
        const list = target.path.map(String);
        const merged = await mergeInto(
          state,
          one.value,
          list,
          target.item,
          target.merged,
        );
        if (merged.ok) return accepted({ placed: merged.value });
        beside ??= one.value.path;
      }
    }
  }
  return accepted(beside === undefined ? {} : { beside });
};

const mergeInto = async (
  state: SourceState,
  found: FoundObject,
  list: readonly string[],
  item: unknown,
  proven: Readonly<Record<string, unknown>>,
): Promise<OrRefusal<PlacedObject>> => {
  if (!becomes(found.value, list, item, proven)) {
    state.tell({
      id: 'drift',
      level: 'warn',
      message:
        'Git and the cluster differ in an object that could take the rule: it gets an object of its own',
      about: [objectRef(found.identity)],
    });
    return refused('EDIT_NOT_PROVABLE', 'Git and the cluster differ');
  }
  const undo = state.tree.checkpoint();
  const how = await mergeRules(state, found, list, [item]);
  if (!how.ok) {
    undo();
    return how;
  }
  return accepted({
    object: objectRef(found.identity),
    path: found.path,
    how: how.value,
    locatedBy: 'content',
  });
};

/** Whether the file's object with the item means what the engine proved. */
const becomes = (
  inGit: Readonly<Record<string, unknown>>,
  list: readonly string[],
  item: unknown,
  proven: Readonly<Record<string, unknown>>,
): boolean => {
  const kind = String(inGit.kind);
  return (
    envelopeOf(kind, inGit) === envelopeOf(kind, proven) &&
    ruleListsOf(kind).every(path => {
      const items = itemsAt(inGit, path);
      const isTarget = path.join('.') === list.join('.');
      return (
        meaningOf(isTarget ? [...items, item] : items) ===
        meaningOf(itemsAt(proven, path))
      );
    })
  );
};

const tellClusterOnly = (state: SourceState, identity: ObjectIdentity): void =>
  state.tell({
    id: 'cluster-only',
    level: 'info',
    message:
      'an object that could take the rule is in the cluster and not in this source: it is left alone',
    about: [objectRef(identity)],
  });

import { OrRefusal, accepted, refused } from '../EditRefusal';
import { dropResource } from '../kustomization/resources';
import { folderOf } from '../locate/cleanPath';
import { mayWrite } from '../locate/mayWrite';
import { FoundObject } from '../locate/searchTree';
import { ObjectIdentity } from '../objectRef';
import { FileEdit } from '../PolicySource';
import { removeDocument } from '../yaml/removeDocument';
import { removeItem } from '../yaml/removeItem';
import { chooseOne } from './choose';
import { editableFile } from './editableFile';
import { identityInGit } from './identityInGit';
import { kustomizationFor } from './kustomizationFor';
import { SourceTree } from './Placement';
import { itemsAt, meaningOf } from './ruleLists';
import { SourceState } from './SourceState';

/** A rule that was granted, and what taking it back would leave. */
export interface RuleRemoval {
  readonly object: ObjectIdentity;
  /** `['spec', 'rules']`. */
  readonly list: readonly string[];
  readonly item: unknown;
  /** Whether a request created the object: then its last rule takes it along. */
  readonly isOurs: boolean;
  /** Whether something else isolates the workload still, as the engine says. */
  readonly staysIsolated: boolean;
}

/**
 * Takes a rule out of Git. It is found by what it means; one that a person edited
 * is not ours to remove, and no removal opens a workload to everybody.
 */
export const removeRule = async (
  source: SourceTree,
  removal: RuleRemoval,
): Promise<OrRefusal<readonly FileEdit[]>> => {
  const state = new SourceState(source);
  const found = await identityInGit(state, removal.object);
  const one = chooseOne(state, found, []);
  if (!one.ok) return one;
  if (!one.value) return refused('NOT_LOCATABLE', 'the object is not in Git');
  const items = itemsAt(one.value.value, removal.list);
  const meaning = meaningOf(removal.item);
  const matching = [...items.keys()].filter(
    index => meaningOf(items[index]) === meaning,
  );
  if (matching.length !== 1) {
    return refused(
      'EDIT_NOT_PROVABLE',
      'the rule does not stand in Git as it was granted',
    );
  }
  const done =
    items.length > 1
      ? await dropItem(state, one.value, removal, matching[0])
      : await dropObject(state, one.value, removal);
  return done.ok ? accepted(state.tree.edits()) : done;
};

const gone = refused('NOT_LOCATABLE', 'the file is gone');

const dropItem = async (
  state: SourceState,
  found: FoundObject,
  removal: RuleRemoval,
  at: number,
): Promise<OrRefusal<unknown>> => {
  const file = await editableFile(state, found.path);
  if (!file.ok) return file;
  if (!file.value) return gone;
  const text = removeItem(file.value, {
    document: found.document,
    path: [...found.at, ...removal.list],
    at,
  });
  if (text.ok) state.tree.write(found.path, text.value);
  return text;
};

const dropObject = async (
  state: SourceState,
  found: FoundObject,
  removal: RuleRemoval,
): Promise<OrRefusal<unknown>> => {
  if (!removal.isOurs || found.at.length > 0) {
    return refused(
      'EDIT_NOT_PROVABLE',
      "the last rule of somebody else's object is not removed",
    );
  }
  if (!removal.staysIsolated) {
    return refused(
      'ISOLATION_DROP',
      'nothing else isolates the workload: without this object everybody could call it',
    );
  }
  const file = await editableFile(state, found.path);
  if (!file.ok) return file;
  if (!file.value) return gone;
  if (file.value.documents.length > 1) {
    const text = removeDocument(file.value, found.document);
    if (text.ok) state.tree.write(found.path, text.value);
    return text;
  }
  state.tree.write(found.path, undefined);
  return unlist(state, found.path);
};

const unlist = async (
  state: SourceState,
  path: string,
): Promise<OrRefusal<unknown>> => {
  const found = await kustomizationFor(state, path);
  if (!found.ok || !found.value) return found;
  const { path: kustomization, file } = found.value;
  const folder = folderOf(kustomization);
  const text = dropResource(
    file,
    folder === '' ? path : path.slice(folder.length + 1),
  );
  if (!text.ok || text.value === file.text) return text;
  const writable = mayWrite(kustomization, state.source, state.tree.tree);
  if (writable.ok) state.tree.write(kustomization, text.value);
  return writable;
};

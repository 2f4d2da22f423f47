import { OrRefusal, accepted, refused } from '../EditRefusal';
import { FoundObject } from '../locate/searchTree';
import { insertItem } from '../yaml/insertItem';
import { editableFile } from './editableFile';
import { itemsAt, meaningOf } from './ruleLists';
import { SourceState } from './SourceState';

/**
 * Puts rules into a list of an object that a file holds; those that are there
 * already are left out. A list that is empty or missing is left alone: what it
 * means is that nothing is allowed, and somebody wrote it for that.
 */
export const mergeRules = async (
  state: SourceState,
  target: FoundObject,
  list: readonly string[],
  items: readonly unknown[],
): Promise<OrRefusal<'merge' | 'present'>> => {
  const present = itemsAt(target.value, list);
  const known = new Set(present.map(meaningOf));
  const missing = items.filter(item => !known.has(meaningOf(item)));
  if (missing.length === 0) return accepted('present');
  if (present.length === 0) {
    return refused(
      'EDIT_NOT_PROVABLE',
      'the list of rules is empty on purpose',
    );
  }
  for (const item of missing) {
    const file = await editableFile(state, target.path);
    if (!file.ok) return file;
    if (!file.value) return refused('NOT_LOCATABLE', 'the file is gone');
    const text = insertItem(file.value, {
      document: target.document,
      path: [...target.at, ...list],
      item,
    });
    if (!text.ok) return text;
    state.tree.write(target.path, text.value);
  }
  return accepted('merge');
};

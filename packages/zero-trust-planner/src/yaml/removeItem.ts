import { isSeq } from 'yaml';
import { OrRefusal, refused } from '../EditRefusal';
import { changeDocument, withoutItem } from './changeAt';
import { contentEnd, dashesOf, isBlock } from './contentEnd';
import { lineStart, linesOf, nextLine } from './lines';
import { YamlFile } from './openYaml';
import { isMarkerLine } from './printItem';
import { proveEdit } from './proveEdit';
import { YamlPath, resolvePath } from './resolvePath';
import { applySplices } from './Splice';

/** Which item of which list goes. */
export interface ItemRemoval {
  readonly document: number;
  /** Of the list. */
  readonly path: YamlPath;
  readonly at: number;
}

/**
 * The text without an item and without our mark above it; comments of its
 * neighbours stay. The last item of a list is not removed: what an empty list
 * means is not for an editor to decide.
 */
export const removeItem = (
  file: YamlFile,
  removal: ItemRemoval,
): OrRefusal<string> => {
  const target = resolvePath(file, removal.document, removal.path);
  if (!target.ok) return target;
  const { node } = target.value;
  if (!isSeq(node) || !isBlock(node) || node.items.length < 2) {
    return refused(
      'EDIT_NOT_PROVABLE',
      'the item is not one of several lines of a list',
    );
  }
  const dash = dashesOf(node)[removal.at];
  const item = node.items[removal.at];
  if (dash === undefined || dashesOf(node).length !== node.items.length) {
    return refused('EDIT_NOT_PROVABLE', 'the item is not in the list');
  }
  const { text } = file;
  const end = nextLine(text, Math.max(contentEnd(item as never), dash + 1));
  const start = startWithMarker(text, lineStart(text, dash));
  // Without a last line break the line before loses its own.
  const from =
    end === text.length && !text.endsWith('\n')
      ? breakBefore(text, start)
      : start;
  return proveEdit(file, applySplices(text, [{ start: from, end, text: '' }]), {
    change: documents =>
      changeDocument(documents, removal.document, removal.path, list =>
        withoutItem(list, removal.at),
      ),
    removedLines: linesOf(text.slice(start, end)).length,
    addedLines: 0,
  });
};

const startWithMarker = (text: string, start: number): number => {
  if (start === 0) return start;
  const above = lineStart(text, start - 1);
  return isMarkerLine(text.slice(above, start).trimEnd()) ? above : start;
};

const breakBefore = (text: string, start: number): number => {
  if (start === 0) return 0;
  return text.slice(0, start).endsWith('\r\n') ? start - 2 : start - 1;
};

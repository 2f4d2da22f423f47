import { Node, Pair, YAMLMap, isMap, isScalar, isSeq } from 'yaml';
import { OrRefusal, accepted, refused } from '../EditRefusal';
import { changeDocument, withItem } from './changeAt';
import { contentEnd, dashesOf, isBlock, pairEnd } from './contentEnd';
import { indentsSequences, layoutOfSequence } from './layoutOf';
import { columnOf, lineBreakAt, lineEnd, lineStart, nextLine } from './lines';
import { YamlFile } from './openYaml';
import { ItemLayout, isMarkerId, markerLine, printItem } from './printItem';
import { proveEdit } from './proveEdit';
import { printFlowItem } from './printFlowItem';
import { YamlPath, resolvePath } from './resolvePath';
import { Splice, applySplices, insertedLines } from './Splice';

/** One item for one list of a file. */
export interface ItemInsertion {
  readonly document: number;
  /** Of the list. */
  readonly path: YamlPath;
  readonly item: unknown;
  /** Index that the item gets; at the end if absent. */
  readonly at?: number;
  /** Id of the request, as a comment of its own line above the item. */
  readonly marker?: string;
}

interface Planned {
  readonly splices: readonly Splice[];
  /** Lines of the file that are replaced. */
  readonly touchedLines: number;
  readonly at: number;
}

/**
 * The text with the item in its list and nothing else changed, proven by reading
 * it again; or why that cannot be done.
 */
export const insertItem = (
  file: YamlFile,
  insertion: ItemInsertion,
): OrRefusal<string> => {
  if (insertion.marker !== undefined && !isMarkerId(insertion.marker)) {
    return refused('INVALID_SPEC', 'the id of the request is not one');
  }
  const target = resolvePath(file, insertion.document, insertion.path);
  if (!target.ok) return target;
  const { node, pair, parent } = target.value;
  const planned = planInsertion(file, insertion, node, pair, parent);
  if (!planned.ok) return planned;
  const { splices, touchedLines, at } = planned.value;
  const after = applySplices(file.text, splices);
  return proveEdit(file, after, {
    change: documents =>
      changeDocument(documents, insertion.document, insertion.path, list =>
        withItem(list, insertion.item, at),
      ),
    removedLines: touchedLines,
    addedLines: touchedLines + linesIn(splices),
  });
};

const linesIn = (splices: readonly Splice[]): number =>
  splices.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);

const planInsertion = (
  file: YamlFile,
  insertion: ItemInsertion,
  node: Node | undefined,
  pair: Pair | undefined,
  parent: YAMLMap | undefined,
): OrRefusal<Planned> => {
  if (isSeq(node) && isBlock(node)) return intoBlock(file, insertion, node);
  if (isSeq(node) && node.items.length > 0)
    return intoFlow(file, insertion, node);
  const isEmpty =
    (isSeq(node) && node.items.length === 0) ||
    (isScalar(node) && node.value === null);
  if (pair && isMap(parent) && isBlock(parent) && isEmpty) {
    return intoEmpty(file, insertion, node, pair);
  }
  if (!node && !pair && isMap(parent) && isBlock(parent)) {
    return asNewKey(file, insertion, parent);
  }
  return refused(
    'EDIT_NOT_PROVABLE',
    'the list is written in a way that is not edited',
  );
};

const intoBlock = (
  file: YamlFile,
  insertion: ItemInsertion,
  sequence: Node & { readonly items: readonly unknown[] },
): OrRefusal<Planned> => {
  const { text } = file;
  const dashes = dashesOf(sequence);
  const at = Math.min(insertion.at ?? dashes.length, dashes.length);
  if (dashes.some(dash => !isAlone(text, dash))) {
    return refused(
      'EDIT_NOT_PROVABLE',
      'the list starts in the middle of a line',
    );
  }
  const layout = layoutOfSequence(text, sequence, indents(file, insertion));
  const lines = linesOfItem(insertion, layout);
  if (!lines.ok) return lines;
  const previous = sequence.items[at - 1] as Node | undefined;
  const offset =
    previous === undefined
      ? lineStart(text, dashes[0])
      : nextLine(text, Math.max(contentEnd(previous), dashes[at - 1] + 1));
  return accepted({
    splices: [
      insertedLines(text, offset, lines.value, lineBreakAt(text, offset)),
    ],
    touchedLines: 0,
    at,
  });
};

/** Nothing but spaces before the dash. */
const isAlone = (text: string, dash: number): boolean =>
  /^\ufeff?\s*$/.test(text.slice(lineStart(text, dash), dash));

const indents = (file: YamlFile, insertion: ItemInsertion): boolean =>
  indentsSequences(file.documents[insertion.document], file.text);

const linesOfItem = (
  insertion: ItemInsertion,
  layout: ItemLayout,
): OrRefusal<readonly string[]> => {
  const lines = printItem(insertion.item, layout);
  if (!lines.ok || insertion.marker === undefined) return lines;
  return accepted([
    markerLine(layout.column, insertion.marker),
    ...lines.value,
  ]);
};

const intoFlow = (
  file: YamlFile,
  insertion: ItemInsertion,
  sequence: Node & { readonly items: readonly unknown[] },
): OrRefusal<Planned> => {
  const count = sequence.items.length;
  if ((insertion.at ?? count) < count || insertion.marker !== undefined) {
    return refused('EDIT_NOT_PROVABLE', 'the list is written in brackets');
  }
  const splice = printFlowItem(file.text, sequence, insertion.item);
  if (!splice.ok) return splice;
  return accepted({ splices: [splice.value], touchedLines: 1, at: count });
};

/** `[]`, `null` or nothing behind a key: the key stays, its comment too. */
const intoEmpty = (
  file: YamlFile,
  insertion: ItemInsertion,
  node: Node | undefined,
  pair: Pair,
): OrRefusal<Planned> => {
  const { text } = file;
  const keyEnd = pairEnd({ ...pair, value: null } as Pair);
  const [valueStart, valueEnd] =
    node?.srcToken && node.range ? node.range : [keyEnd, keyEnd];
  if (text.slice(keyEnd, valueEnd).includes('\n')) {
    return refused(
      'EDIT_NOT_PROVABLE',
      'the empty list is on a line of its own',
    );
  }
  const offset = lineEnd(text, valueEnd);
  const key = pair.key as Node;
  const lines = linesBelowKey(
    file,
    insertion,
    columnOf(text, key.range?.[0] ?? 0),
  );
  if (!lines.ok) return lines;
  const removal =
    valueStart < valueEnd ? [{ start: keyEnd, end: valueEnd, text: '' }] : [];
  return accepted({
    splices: [
      ...removal,
      insertedLines(text, offset, lines.value, lineBreakAt(text, offset)),
    ],
    touchedLines: removal.length,
    at: 0,
  });
};

const asNewKey = (
  file: YamlFile,
  insertion: ItemInsertion,
  parent: YAMLMap,
): OrRefusal<Planned> => {
  const { text } = file;
  const key = insertion.path.at(-1);
  const first = parent.items[0]?.key as Node | undefined;
  if (typeof key !== 'string' || !/^[A-Za-z]+$/.test(key) || !first?.range) {
    return refused(
      'EDIT_NOT_PROVABLE',
      'the key of the list is not one that is added',
    );
  }
  const column = columnOf(text, first.range[0]);
  const lines = linesBelowKey(file, insertion, column);
  if (!lines.ok) return lines;
  const offset = nextLine(text, contentEnd(parent));
  return accepted({
    splices: [
      insertedLines(
        text,
        offset,
        [`${' '.repeat(column)}${key}:`, ...lines.value],
        lineBreakAt(text, offset),
      ),
    ],
    touchedLines: 0,
    at: 0,
  });
};

const linesBelowKey = (
  file: YamlFile,
  insertion: ItemInsertion,
  keyColumn: number,
): OrRefusal<readonly string[]> => {
  const indentSeq = indents(file, insertion);
  return linesOfItem(insertion, {
    column: indentSeq ? keyColumn + 2 : keyColumn,
    gap: 1,
    indentSeq,
  });
};

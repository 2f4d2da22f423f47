import { OrRefusal, accepted, refused } from '../EditRefusal';
import { lineBreakAt, linesOf } from './lines';
import { indentsSequences } from './layoutOf';
import { YamlFile } from './openYaml';
import { printYaml } from './printYaml';
import { proveEdit } from './proveEdit';
import { applySplices, insertedLines } from './Splice';

/** The text with one more document at its end. */
export const appendDocument = (
  file: YamlFile,
  value: unknown,
): OrRefusal<string> => {
  const last = file.documents.at(-1);
  if (!last) {
    return refused('EDIT_NOT_PROVABLE', 'the file holds no document');
  }
  const printed = printYaml(value, {
    indentSeq: indentsSequences(last, file.text),
  });
  if (!printed.ok) return printed;
  const lines = ['---', ...linesOf(printed.value.replace(/\n$/, ''))];
  const { length } = file.text;
  const after = applySplices(file.text, [
    insertedLines(file.text, length, lines, lineBreakAt(file.text, length)),
  ]);
  return proveEdit(file, after, {
    change: documents => [...documents, value],
    removedLines: 0,
    addedLines: lines.length,
  });
};

/** A file of our own: one document after the other. */
export const printDocuments = (
  values: readonly unknown[],
): OrRefusal<string> => {
  const texts: string[] = [];
  for (const value of values) {
    const printed = printYaml(value);
    if (!printed.ok) return printed;
    texts.push(printed.value);
  }
  return accepted(texts.join('---\n'));
};

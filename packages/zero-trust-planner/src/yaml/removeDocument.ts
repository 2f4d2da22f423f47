import { OrRefusal, refused } from '../EditRefusal';
import { linesOf } from './lines';
import { YamlFile } from './openYaml';
import { proveEdit } from './proveEdit';
import { applySplices } from './Splice';

/**
 * The text without one of its documents, and without the `---` in front of it,
 * or behind it where it is the first.
 */
export const removeDocument = (
  file: YamlFile,
  document: number,
): OrRefusal<string> => {
  const { text } = file;
  // Content of a document never starts a line with `---`: only a marker does.
  const markers = [...text.matchAll(/^---(?=\s|$).*(?:\r?\n|$)/gm)];
  const leading = markers.length === file.documents.length ? 0 : 1;
  const open = markers[document - leading];
  const next = markers[document + 1 - leading];
  if (file.documents.length < 2 || (open === undefined && next === undefined)) {
    return refused('EDIT_NOT_PROVABLE', 'the document is not one of several');
  }
  const start = open?.index ?? 0;
  const end = open
    ? next?.index ?? text.length
    : (next?.index ?? 0) + (next?.[0].length ?? 0);
  return proveEdit(file, applySplices(text, [{ start, end, text: '' }]), {
    change: documents => documents.filter((_, index) => index !== document),
    removedLines: linesOf(text.slice(start, end)).length,
    addedLines: 0,
  });
};

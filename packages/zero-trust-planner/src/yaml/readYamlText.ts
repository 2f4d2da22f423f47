import { OrRefusal, accepted, refused } from '../EditRefusal';

/** Files above this are not read: nobody reviews them either. */
export const maxFileBytes = 1024 * 1024;

const regularModes = new Set(['100644', '100755']);

/**
 * The text of a file that may be edited, or why it may not. The byte order mark
 * stays in front: what is written back begins as it did.
 */
export const readYamlText = (
  bytes: Uint8Array,
  mode: string,
): OrRefusal<string> => {
  if (!regularModes.has(mode)) {
    return refused('EDIT_NOT_PROVABLE', 'it is no regular file');
  }
  if (bytes.byteLength > maxFileBytes) {
    return refused('EDIT_NOT_PROVABLE', 'the file is larger than 1 MiB');
  }
  const text = decode(bytes);
  return text === undefined
    ? refused('EDIT_NOT_PROVABLE', 'the file is not UTF-8')
    : checkText(text);
};

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes,
    );
  } catch {
    return undefined;
  }
};

/**
 * Refuses text that readers of YAML see differently, and text that something
 * else writes: templates, encrypted files, generated files, pointers.
 */
export const checkText = (text: string): OrRefusal<string> => {
  const split = parserDifferential.exec(text);
  if (split) {
    return refused(
      'EDIT_NOT_PROVABLE',
      'the file holds a character that YAML readers disagree about',
      positionOf(text, split.index),
    );
  }
  // `}}` alone closes two flow maps; nothing but a template opens with these.
  const template = /\{\{|\{%/.exec(text);
  if (template) {
    return refused(
      'TEMPLATED_FILE',
      'the file is a template',
      positionOf(text, template.index),
    );
  }
  if (text.startsWith('version https://git-lfs.github.com/spec/')) {
    return refused('EDIT_NOT_PROVABLE', 'the file is a Git LFS pointer');
  }
  if (/^sops:\s*$/m.test(text) && /^\s+"?mac"?:/m.test(text)) {
    return refused('EDIT_NOT_PROVABLE', 'the file is encrypted');
  }
  if (/^\s*#.*(?:DO NOT EDIT|@generated)/im.test(text)) {
    return refused('EDIT_NOT_PROVABLE', 'the file says that it is generated');
  }
  return accepted(text);
};

// NUL and the other controls YAML does not allow, NEL, line and paragraph
// separators, a carriage return alone, a byte order mark that is not in front.
const parserDifferential =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]|\r(?!\n)|(?!^)\ufeff/;

/** Line and column, both from 1. */
export const positionOf = (
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
};

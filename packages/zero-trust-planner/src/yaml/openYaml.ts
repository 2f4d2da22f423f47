import { Document, parseAllDocuments, visit } from 'yaml';
import { OrRefusal, accepted, refused } from '../EditRefusal';
import { checkDepth, checkStructure } from './checkStructure';
import { checkText, positionOf } from './readYamlText';

/** A file whose documents are known with their places in the text. */
export interface YamlFile {
  readonly text: string;
  /** With source tokens, read as YAML 1.2. */
  readonly documents: readonly Document.Parsed[];
  /** What the documents say, as YAML 1.2 and as YAML 1.1 read it. */
  readonly readings: {
    readonly '1.2': readonly unknown[];
    readonly '1.1': readonly unknown[];
  };
}

/** More documents than this are nobody's policy file. */
const maxDocuments = 500;
const maxAliasCount = 50;

/**
 * What the documents of a text say, for looking only: at half the price of
 * opening it, and refused for the same reasons but those of an edit.
 */
export const readValues = (text: string): OrRefusal<readonly unknown[]> => {
  const checked = checkBefore(text);
  if (!checked.ok) return checked;
  const documents = parse(text, '1.2', 'values');
  return documents.ok ? valuesOf(documents.value) : documents;
};

/** Opens a text for editing, or says where it cannot be read. */
export const openYaml = (text: string): OrRefusal<YamlFile> => {
  const checked = checkBefore(text);
  if (!checked.ok) return checked;
  const documents = parse(text, '1.2', 'tokens');
  if (!documents.ok) return documents;
  const older = parse(text, '1.1', 'values');
  if (!older.ok) return older;
  if (documents.value.length !== older.value.length) {
    return refused('EDIT_NOT_PROVABLE', 'YAML 1.1 and 1.2 see other documents');
  }
  if (endsInsideBlock(text, documents.value)) {
    return refused(
      'EDIT_NOT_PROVABLE',
      'the file ends in a block of text without a line break',
      positionOf(text, text.length),
    );
  }
  const values = valuesOf(documents.value);
  if (!values.ok) return values;
  const olderValues = valuesOf(older.value);
  if (!olderValues.ok) return olderValues;
  return accepted({
    text,
    documents: documents.value,
    readings: { '1.2': values.value, '1.1': olderValues.value },
  });
};

const checkBefore = (text: string): OrRefusal<string> => {
  const checked = checkText(text);
  return checked.ok ? checkDepth(text) : checked;
};

const parse = (
  text: string,
  version: '1.1' | '1.2',
  keep: 'tokens' | 'values',
): OrRefusal<readonly Document.Parsed[]> => {
  // An empty stream comes as an empty list as well.
  const documents: readonly Document.Parsed[] = parseAllDocuments(text, {
    version,
    keepSourceTokens: keep === 'tokens',
    // Looked for in `checkStructure`.
    uniqueKeys: false,
    merge: true,
    logLevel: 'silent',
  });
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error) {
    const [start] = error.linePos ?? [];
    return refused(
      'EDIT_NOT_PROVABLE',
      `the file is not valid YAML (${error.code})`,
      start ? { line: start.line, column: start.col } : {},
    );
  }
  if (documents.length > maxDocuments) {
    return refused('EDIT_NOT_PROVABLE', 'the file has too many documents');
  }
  for (const document of documents) {
    const structure = checkStructure(document, text);
    if (!structure.ok) return structure;
  }
  return accepted(documents);
};

/** Whether that block ends with a line break is read differently. */
const endsInsideBlock = (
  text: string,
  documents: readonly Document.Parsed[],
): boolean => {
  const last = documents.at(-1);
  if (!last || text.endsWith('\n')) return false;
  let found = false;
  visit(last, {
    Scalar: (_, { srcToken, range }) => {
      found ||=
        srcToken?.type === 'block-scalar' && (range?.[1] ?? 0) >= text.length;
    },
  });
  return found;
};

const valuesOf = (
  documents: readonly Document.Parsed[],
): OrRefusal<readonly unknown[]> => {
  try {
    return accepted(
      documents.map(document => document.toJS({ maxAliasCount })),
    );
  } catch {
    return refused('EDIT_NOT_PROVABLE', 'the file has too many aliases');
  }
};

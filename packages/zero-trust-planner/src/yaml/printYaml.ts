import { Document, parseDocument } from 'yaml';
import { OrRefusal, accepted, refused } from '../EditRefusal';
import { canonicalJson } from '../canonicalJson';
import { isSafeValue } from './unsafeText';

/** Whether items of a list stand below their key or one step to the right. */
export interface PrintStyle {
  readonly indentSeq: boolean;
}

/**
 * A value as YAML that YAML 1.1 and 1.2 read alike. The only way text of ours
 * gets into a file: names and paths pass through the serializer, never through
 * a template. Ends with a newline.
 */
export const printYaml = (
  value: unknown,
  style: PrintStyle = { indentSeq: true },
): OrRefusal<string> => {
  if (!isSafeValue(value)) {
    return refused(
      'INVALID_SPEC',
      'a value holds a character that must not be written to a file',
    );
  }
  // Kubernetes reads YAML 1.1: `yes`, `012` and `1_000` are quoted.
  const document = new Document(value, {
    compat: 'yaml-1.1',
    aliasDuplicateObjects: false,
  });
  const text = document.toString({
    lineWidth: 0,
    indent: 2,
    indentSeq: style.indentSeq,
    flowCollectionPadding: false,
  });
  return readsAlike(text, value)
    ? accepted(text)
    : refused('EDIT_NOT_PROVABLE', 'a value does not survive being printed');
};

const readsAlike = (text: string, value: unknown): boolean =>
  (['1.1', '1.2'] as const).every(version => {
    const read = parseDocument(text, { version });
    return (
      read.errors.length === 0 &&
      canonicalJson(read.toJS()) === canonicalJson(value)
    );
  });

import { Document, YAMLParseError } from 'yaml';
import { parseManifests } from './parseManifests';
import { Place, Problem } from './Problem';

/** One document of a file that could be read. */
export interface ReadDocument {
  readonly value: unknown;
  readonly place: Place;
  /** Line of a field, as near as the document has it. */
  lineOf(path: readonly (string | number)[]): number;
}

/** What one file gave. */
export interface ReadFile {
  readonly documents: readonly ReadDocument[];
  readonly problems: readonly Problem[];
}

/**
 * Every document of one file, in YAML as Kubernetes' own tools read it (merge
 * keys included) or JSON. A document that is broken becomes a problem and harms
 * no other; an empty one is passed over.
 */
export function readDocuments(file: string, text: string): ReadFile {
  const json = file.endsWith('.json') ? readJson(file, text) : undefined;
  if (json) return json;
  const documents: ReadDocument[] = [];
  const problems: Problem[] = [];
  for (const { document, number, lineAt } of parseManifests(text)) {
    const place = {
      file,
      document: number,
      line: lineAt(document.contents?.range?.[0] ?? document.range?.[0] ?? 0),
    };
    const read = valueOf(document);
    if (!read.ok) {
      const line = read.offset === undefined ? place.line : lineAt(read.offset);
      problems.push({ ...place, line, message: read.message });
    } else if (read.value !== null && read.value !== undefined) {
      documents.push({
        value: read.value,
        place,
        lineOf: path => lineAt(offsetOf(document, path)),
      });
    }
  }
  return { documents, problems };
}

type Value =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly offset?: number };

function valueOf(document: Document): Value {
  const [error] = document.errors;
  if (error) {
    return { ok: false, message: messageOf(error), offset: error.pos[0] };
  }
  try {
    return { ok: true, value: document.toJS() as unknown };
  } catch (failure) {
    // Aliases that stand for far more than the file holds.
    return { ok: false, message: messageOf(failure) };
  }
}

/** The whole of a large JSON file at once; a broken one is read as YAML, which knows lines. */
function readJson(file: string, text: string): ReadFile | undefined {
  try {
    const place = { file, document: 1, line: 1 };
    const value: unknown = JSON.parse(text);
    return { documents: [{ value, place, lineOf: () => 1 }], problems: [] };
  } catch {
    return undefined;
  }
}

/** Offset of the deepest node on a path that the document has. */
function offsetOf(
  document: Document,
  path: readonly (string | number)[],
): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range = (node as { range?: readonly number[] } | undefined)?.range;
    if (range) return range[0];
  }
  return document.range?.[0] ?? 0;
}

function messageOf(error: unknown): string {
  if (error instanceof YAMLParseError) return error.message;
  return error instanceof Error ? error.message : String(error);
}

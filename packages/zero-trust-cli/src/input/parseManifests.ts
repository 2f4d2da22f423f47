import { Document, LineCounter, YAMLParseError, parseAllDocuments } from 'yaml';

/** One document of a text. */
export interface ParsedDocument {
  readonly document: Document;
  /** Counted from 1, empty ones included. */
  readonly number: number;
  /** Which line of the text an offset of the document is in. */
  readonly lineAt: (offset: number) => number;
}

/**
 * Parses YAML as Kubernetes' own tools read it: cut into documents at the lines
 * that say so before anything is parsed, so that an open quote harms no other
 * document; with merge keys; with tabs in front of the lines of a flow collection;
 * and with a quoted text that ends on a line that is not indented enough. A tab in
 * front of anything else is an error there too.
 */
export function parseManifests(text: string): readonly ParsedDocument[] {
  const parsed: ParsedDocument[] = [];
  for (const part of partsOf(text)) {
    const { documents, lines } = parsePart(part.text);
    for (const document of documents) {
      parsed.push({
        document,
        number: parsed.length + 1,
        // What is missing at the end is missing on the last line.
        lineAt: offset =>
          part.before + Math.min(lines.linePos(offset).line, part.length),
      });
    }
  }
  return parsed;
}

/** The text of a document. */
interface Part {
  readonly text: string;
  /** Lines of the whole text in front of it. */
  readonly before: number;
  /** Its own lines. */
  readonly length: number;
}

function partsOf(text: string): readonly Part[] {
  const parts: { before: number; lines: string[] }[] = [
    { before: 0, lines: [] },
  ];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^---\s*(#.*)?$/.test(line))
      parts.push({ before: index + 1, lines: [] });
    else parts[parts.length - 1].lines.push(line);
  }
  const [first, ...others] = parts;
  // What stands in front of the first separator is a document if it says anything.
  const isEmpty = first.lines.every(line => /^\s*(#.*)?$/.test(line));
  const said = isEmpty && others.length > 0 ? others : parts;
  return said.map(({ before, lines }) => ({
    before,
    length: lines.length,
    // A line always ends, or the \r of a Windows line would be a sign in it.
    text: lines.map(line => `${line}\n`).join(''),
  }));
}

function parsePart(text: string): {
  readonly documents: readonly Document[];
  readonly lines: LineCounter;
} {
  let tried = text;
  for (;;) {
    const lines = new LineCounter();
    const documents = parseText(tried, lines);
    const better = indented(tried, documents);
    if (better === undefined) return { documents, lines };
    tried = better;
  }
}

/** One document at least, be it an empty one. */
function parseText(text: string, lines: LineCounter): readonly Document[] {
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      merge: true,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return documents.length > 0 ? [...documents] : [new Document(null)];
  } catch (failure) {
    // Deeper nested than the parser can follow.
    const broken = new Document(null);
    const message = failure instanceof Error ? failure.message : `${failure}`;
    broken.errors.push(new YAMLParseError([0, 0], 'IMPOSSIBLE', message));
    return [broken];
  }
}

/**
 * The text with another indentation of the line at which a flow collection or a
 * quoted text broke off; undefined when none did. What is in front of a line has
 * no meaning inside either. Each call takes a tab away or moves a line to where it
 * belongs, so calling again comes to an end.
 */
function indented(
  text: string,
  documents: readonly Document[],
): string | undefined {
  for (const { code, pos, message } of documents.flatMap(d => d.errors)) {
    if (code === 'BAD_INDENT') {
      const start = text.lastIndexOf('\n', pos[0] - 1) + 1;
      const spaces = indentAt(text, start).replaceAll('\t', '        ');
      if (spaces !== indentAt(text, start))
        return withIndent(text, start, spaces);
    }
    const quote = /Missing closing (["'])/.exec(message)?.[1];
    const start = text.indexOf('\n', pos[0]) + 1;
    if (quote === undefined || start === 0) continue;
    const [line] = text.slice(start).split('\n', 1);
    const deeper = ' '.repeat(80);
    if (line.includes(quote) && !line.startsWith(deeper)) {
      return withIndent(text, start, deeper);
    }
  }
  return undefined;
}

function indentAt(text: string, start: number): string {
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

function withIndent(text: string, start: number, spaces: string): string {
  const rest = text.slice(start + indentAt(text, start).length);
  return text.slice(0, start) + spaces + rest;
}

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
 * document; with merge keys, and with tabs in front of the lines of a flow
 * collection. A tab in front of anything else is an error there too.
 */
export function parseManifests(text: string): readonly ParsedDocument[] {
  const parsed: ParsedDocument[] = [];
  for (const part of partsOf(text)) {
    const { documents, lines } = parsePart(part.text);
    for (const document of documents) {
      parsed.push({
        document,
        number: parsed.length + 1,
        lineAt: offset => part.lines + lines.linePos(offset).line,
      });
    }
  }
  return parsed;
}

/** A document's text, and how many lines are in front of it. */
interface Part {
  readonly text: string;
  readonly lines: number;
}

function partsOf(text: string): readonly Part[] {
  const parts: { lines: number; text: string[] }[] = [{ lines: 0, text: [] }];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^---\s*(#.*)?$/.test(line)) parts.push({ lines: index + 1, text: [] });
    else parts[parts.length - 1].text.push(line);
  }
  const [first, ...others] = parts;
  // What stands in front of the first separator is a document if it says anything.
  const isEmpty = first.text.every(line => /^\s*(#.*)?$/.test(line));
  const said = isEmpty && others.length > 0 ? others : parts;
  return said.map(part => ({ lines: part.lines, text: part.text.join('\n') }));
}

function parsePart(text: string): {
  readonly documents: readonly Document[];
  readonly lines: LineCounter;
} {
  let tried = text;
  for (;;) {
    const lines = new LineCounter();
    const documents = parseText(tried, lines);
    const better = withoutTabInFlow(tried, documents);
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
 * The text without the tabs at which a flow collection broke off; undefined when
 * none did. Each call takes a tab away, so calling again comes to an end.
 */
function withoutTabInFlow(
  text: string,
  documents: readonly Document[],
): string | undefined {
  for (const { code, pos } of documents.flatMap(({ errors }) => errors)) {
    if (code !== 'BAD_INDENT') continue;
    const start = text.lastIndexOf('\n', pos[0] - 1) + 1;
    const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
    if (!indent.includes('\t')) continue;
    const spaces = indent.replaceAll('\t', '        ');
    return text.slice(0, start) + spaces + text.slice(start + indent.length);
  }
  return undefined;
}

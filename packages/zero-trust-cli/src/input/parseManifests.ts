import { Document, LineCounter, parseAllDocuments } from 'yaml';

/** The documents of a text, and which line an offset is in. */
export interface ParsedManifests {
  readonly documents: readonly Document[];
  readonly lineAt: (offset: number) => number;
}

/**
 * Parses YAML as Kubernetes' own tools read it: with merge keys, and with tabs in
 * front of the lines of a flow collection. A tab in front of anything else is an
 * error there too.
 */
export function parseManifests(text: string): ParsedManifests {
  let parsed = parse(text);
  let tried = text;
  for (;;) {
    const better = withoutTabInFlow(tried, parsed.documents);
    if (better === undefined) return parsed;
    tried = better;
    parsed = parse(better);
  }
}

function parse(text: string): ParsedManifests {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return {
    documents: [...documents],
    lineAt: offset => lines.linePos(offset).line,
  };
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

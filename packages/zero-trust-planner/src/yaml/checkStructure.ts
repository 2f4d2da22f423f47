import { Document, Node, isNode, isScalar, visit } from 'yaml';
import { OrRefusal, accepted, refused } from '../EditRefusal';
import { positionOf } from './readYamlText';

/** Deeper than any manifest, and not yet a burden for the parser. */
const maxBrackets = 100;

/**
 * Refuses text whose mere depth keeps the parser busy, before it is parsed.
 * Brackets inside of strings count too: a manifest has few of either.
 */
export const checkDepth = (text: string): OrRefusal<string> => {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '[' || character === '{') depth++;
    else if (depth > 0 && (character === ']' || character === '}')) depth--;
    if (depth > maxBrackets) return tooDeep(text, at);
  }
  const dashes = /^[ \t]*(?:[-?:][ \t]+){50}/m.exec(text);
  return dashes ? tooDeep(text, dashes.index) : accepted(text);
};

const tooDeep = (text: string, at: number) =>
  refused(
    'EDIT_NOT_PROVABLE',
    'the file is nested too deep',
    positionOf(text, at),
  );

/**
 * Refuses duplicate keys, keys that are lists or maps, and aliases that contain
 * themselves. The parser's own search for duplicates takes time by the square of
 * the keys, and maps as keys are printed again and again.
 */
export const checkStructure = (
  document: Document.Parsed,
  text: string,
): OrRefusal<Document.Parsed> => {
  let found: { readonly message: string; readonly node: Node } | undefined;
  const stop = (message: string, node: Node): symbol => {
    found = { message, node };
    return visit.BREAK;
  };
  visit(document, {
    Map: (_, map) => {
      const keys = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) {
          return stop('a key is no plain value', isNode(key) ? key : map);
        }
        if (keys.has(key.value)) return stop('a key stands twice', key);
        keys.add(key.value);
      }
      return undefined;
    },
    Alias: (_, alias, path) =>
      path.some(
        node =>
          isNode(node) && 'anchor' in node && node.anchor === alias.source,
      )
        ? stop('an alias contains itself', alias)
        : undefined,
  });
  return found
    ? refused(
        'EDIT_NOT_PROVABLE',
        found.message,
        positionOf(text, found.node.range?.[0] ?? 0),
      )
    : accepted(document);
};

import { Document, Node, isSeq, visit } from 'yaml';
import { columnOf, lineEnd } from './lines';
import { dashesOf, isBlock } from './contentEnd';
import { ItemLayout } from './printItem';

/** The layout of a block sequence, from its last item. */
export const layoutOfSequence = (
  text: string,
  sequence: Node,
  indentSeq: boolean,
): ItemLayout => {
  const dash = dashesOf(sequence).at(-1) ?? 0;
  const line = text.slice(dash, lineEnd(text, dash));
  const gap = /^-( +)[^\s#]/.exec(line)?.[1].length ?? 1;
  return {
    column: columnOf(text, dash),
    gap: gap <= 9 ? gap : 1,
    indentSeq,
  };
};

/**
 * Whether a document indents lists below their keys. As the first list does that
 * hangs on a key; indented where there is none.
 */
export const indentsSequences = (
  document: Document.Parsed,
  text: string,
): boolean => {
  let indents = true;
  visit(document, {
    Pair: (_, { key, value }) => {
      const hangs = isSeq(value) && isBlock(value);
      const keyAt = key && (key as Node).range?.[0];
      const [dash] = hangs ? dashesOf(value) : [];
      if (dash === undefined || typeof keyAt !== 'number') return undefined;
      indents = columnOf(text, dash) > columnOf(text, keyAt);
      return visit.BREAK;
    },
  });
  return indents;
};

import {
  CST,
  Node,
  Pair,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
} from 'yaml';

/** Offset after the last character of a node that means something. */
export const contentEnd = (node: Node): number => {
  const [, end] = node.range ?? [0, 0];
  if (isAlias(node) || !isCollection(node) || !isBlock(node)) return end;
  const last = node.items.at(-1);
  if (isPair(last)) return pairEnd(last);
  return isNode(last) ? Math.max(contentEnd(last), dashEnd(node)) : end;
};

/** Offset after a pair: after its value, or the colon of a key without one. */
export const pairEnd = (pair: Pair): number => {
  if (isNode(pair.value) && pair.value.srcToken) return contentEnd(pair.value);
  const colon = pair.srcToken?.sep?.find(
    ({ type }) => type === 'map-value-ind',
  );
  if (colon) return colon.offset + colon.source.length;
  return isNode(pair.key) ? contentEnd(pair.key) : 0;
};

/** Whether a collection is written in lines, not in braces or brackets. */
export const isBlock = (node: Node): boolean =>
  node.srcToken?.type === 'block-map' || node.srcToken?.type === 'block-seq';

/** Offsets of the dashes of a block sequence, one per item. */
export const dashesOf = (node: Node): readonly number[] => {
  const token = node.srcToken;
  if (token?.type !== 'block-seq') return [];
  return token.items.flatMap(({ start }: CST.CollectionItem) =>
    start
      .filter(({ type }) => type === 'seq-item-ind')
      .map(({ offset }) => offset),
  );
};

const dashEnd = (node: Node): number =>
  isMap(node) ? 0 : (dashesOf(node).at(-1) ?? -1) + 1;

import { Node, isScalar, isNode } from 'yaml';
import { OrRefusal, accepted, refused } from '../EditRefusal';
import { lineEnd, lineStart } from './lines';
import { printYaml } from './printYaml';
import { Splice } from './Splice';

/** A line of a flow list grows to this, not further. */
const maxLine = 140;

const refusal = () =>
  refused('EDIT_NOT_PROVABLE', 'the list is written in brackets');

/** `, item` in front of the bracket of a short list of scalars on one line. */
export const printFlowItem = (
  text: string,
  sequence: Node & { readonly items: readonly unknown[] },
  item: unknown,
): OrRefusal<Splice> => {
  const [start, end] = sequence.range ?? [0, 0];
  const source = text.slice(start, end);
  const areScalars = sequence.items.every(
    inner => isScalar(inner) && isNode(inner),
  );
  if (!areScalars || source.includes('\n') || typeof item === 'object') {
    return refusal();
  }
  // Printed inside a list of its own, for the quotes that flow lists need.
  const printed = printYaml([item], { indentSeq: true });
  if (!printed.ok) return printed;
  const scalar = printed.value.replace(/^- /, '').trimEnd();
  const needsQuotes = /[,[\]{}]/.test(scalar) && !/^["']/.test(scalar);
  const last = sequence.items.at(-1) as Node;
  const at = last.range?.[1] ?? end - 1;
  const addition = `, ${needsQuotes ? `"${scalar}"` : scalar}`;
  const line = lineEnd(text, start) - lineStart(text, start);
  return line + addition.length <= maxLine &&
    !source.slice(at - start, -1).includes(',')
    ? accepted({ start: at, end: at, text: addition })
    : refusal();
};

/** One replacement in a text. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all of them made; they do not overlap. */
export const applySplices = (
  text: string,
  splices: readonly Splice[],
): string =>
  [...splices]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (done, splice) =>
        done.slice(0, splice.start) + splice.text + done.slice(splice.end),
      text,
    );

/**
 * Whole lines at an offset where a line starts, or at the end of a text without
 * a last line break, which then has none afterwards either.
 */
export const insertedLines = (
  text: string,
  offset: number,
  lines: readonly string[],
  lineBreak: string,
): Splice => {
  const atOpenEnd =
    offset === text.length && text.length > 0 && !text.endsWith('\n');
  const block = lines.join(lineBreak);
  return {
    start: offset,
    end: offset,
    text: atOpenEnd ? `${lineBreak}${block}` : `${block}${lineBreak}`,
  };
};

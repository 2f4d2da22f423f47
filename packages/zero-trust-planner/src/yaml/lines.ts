/** Offset of the first character of the line of an offset. */
export const lineStart = (text: string, offset: number): number =>
  text.lastIndexOf('\n', offset - 1) + 1;

/** Offset after the line break of the line of an offset, or the text's end. */
export const lineEnd = (text: string, offset: number): number => {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
};

/** Offset after what ends just before: the next line's start, if not there yet. */
export const nextLine = (text: string, offset: number): number =>
  offset > 0 && text[offset - 1] === '\n' ? offset : lineEnd(text, offset);

/** Characters before an offset on its line, the byte order mark left out. */
export const columnOf = (text: string, offset: number): number => {
  const start = lineStart(text, offset);
  return offset - start - (start === 0 && text.startsWith('\ufeff') ? 1 : 0);
};

/** The line break used at an offset: of the line before, else the file's first. */
export const lineBreakAt = (text: string, offset: number): '\r\n' | '\n' => {
  const before = text.lastIndexOf('\n', offset - 1);
  const at = before === -1 ? text.indexOf('\n') : before;
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
};

/** Lines without their breaks. */
export const linesOf = (text: string): readonly string[] => text.split(/\r?\n/);

/** One line of a folder as git keeps it. */
export interface TreeLine {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  readonly name: string;
}

const typeOf = (mode: string): TreeLine['type'] => {
  if (mode === '040000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
};

/** A tree is a row of `mode name`, a zero byte and the 20 bytes of an id. */
export const parseTree = (bytes: Buffer): readonly TreeLine[] => {
  const lines: TreeLine[] = [];
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(' ', start);
    const zero = bytes.indexOf(0, space);
    const mode = bytes.toString('latin1', start, space).padStart(6, '0');
    lines.push({
      mode,
      type: typeOf(mode),
      name: bytes.toString('utf8', space + 1, zero),
      sha: bytes.toString('hex', zero + 1, zero + 21),
    });
    start = zero + 21;
  }
  return lines;
};

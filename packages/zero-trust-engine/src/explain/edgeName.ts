const longest = 63;

/** A name for one edge's object: DNS-1123, stable, and not too long. */
export function edgeName(caller: string, callee: string, end = ''): string {
  const text = `zt-${caller}--${callee}${end}`
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/-$/, '');
  if (text.length <= longest) return text;
  const hash = fingerprint(text);
  return `${text.slice(0, longest - hash.length - 1)}-${hash}`;
}

/** Six characters that tell long names apart; nothing secret rests on them. */
function fingerprint(text: string): string {
  let value = 0x811c9dc5;
  for (const char of text) {
    value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value.toString(36).padStart(6, '0').slice(-6);
}

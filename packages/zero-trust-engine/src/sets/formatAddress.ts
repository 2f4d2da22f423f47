import { AddressFamily } from '../cidr';

/** An address from its number: dotted quad, or RFC 5952 text. */
export function formatAddress(family: AddressFamily, value: bigint): string {
  return family === 4 ? format4(Number(value)) : format6(value);
}

function format4(value: number): string {
  return [24, 16, 8, 0]
    .map(shift => Math.floor(value / 2 ** shift) % 256)
    .join('.');
}

/** Lower case, the longest run of zero groups shortened. */
function format6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number((value >> BigInt(112 - 16 * index)) & 0xffffn),
  );
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start += 1) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  const text = (part: readonly number[]) =>
    part.map(group => group.toString(16)).join(':');
  if (best.start === -1) return text(groups);
  const head = text(groups.slice(0, best.start));
  return `${head}::${text(groups.slice(best.start + best.length))}`;
}

/** Address families never mix: an IPv4 block covers no IPv6 address. */
export type AddressFamily = 4 | 6;

/** An inclusive range of addresses of one family, as integers. */
export interface AddressRange {
  readonly family: AddressFamily;
  readonly first: bigint;
  readonly last: bigint;
}

const bitsOf = { 4: 32, 6: 128 } as const;

function parseIPv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256n + BigInt(part);
  }
  return value;
}

function parseGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1 && part.includes('.')) {
      const v4 = parseIPv4(part);
      if (v4 === undefined) return undefined;
      groups.push(Number(v4 / 65536n), Number(v4 % 65536n));
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}

function parseIPv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0]);
  const tail = halves.length === 2 ? parseGroups(halves[1]) : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail].reduce(
    (value, group) => value * 65536n + BigInt(group),
    0n,
  );
}

/**
 * Reads an address or a CIDR; `undefined` when it is neither. Host bits are
 * masked, as the API server lets old objects keep them.
 */
export function parseCidr(text: string): AddressRange | undefined {
  const [address, length, rest] = text.split('/');
  if (rest !== undefined) return undefined;
  const family: AddressFamily = address.includes(':') ? 6 : 4;
  const value = family === 6 ? parseIPv6(address) : parseIPv4(address);
  if (value === undefined) return undefined;
  const bits = bitsOf[family];
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = value - (value % size);
  return { family, first, last: first + size - 1n };
}

/** Whether every address of `inner` lies in `outer`. */
export function rangeContains(
  outer: AddressRange,
  inner: AddressRange,
): boolean {
  return (
    outer.family === inner.family &&
    outer.first <= inner.first &&
    inner.last <= outer.last
  );
}

/** An address as a string of 32 or 128 zeros and ones. */
export function addressBits(address: string): string {
  if (!address.includes(':')) {
    return address
      .split('.')
      .map(part => Number(part).toString(2).padStart(8, '0'))
      .join('');
  }
  const [head, tail] = address
    .split('::')
    .map(half => (half === '' ? [] : half.split(':')));
  const zeros = new Array<string>(
    tail === undefined ? 0 : 8 - head.length - tail.length,
  ).fill('0');
  return [...head, ...zeros, ...(tail ?? [])]
    .map(group => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

/** Whether an address is in a block; blocks of the other family hold none. */
export function blockHas(cidr: string, address: string): boolean {
  const [network, length] = cidr.split('/');
  const bits = addressBits(network);
  const own = addressBits(address);
  if (bits.length !== own.length) return false;
  const prefix = length === undefined ? bits.length : Number(length);
  return own.slice(0, prefix) === bits.slice(0, prefix);
}

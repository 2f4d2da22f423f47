/** Hands out IPv4 addresses of a block such as `10.10.0.0/16`. */
export class AddressPool {
  private readonly first: number;
  private readonly size: number;
  private readonly used = new Set<string>();
  private cursor = 0;

  constructor(cidr: string) {
    const [address, bits] = cidr.split('/');
    this.first = address
      .split('.')
      .reduce((sum, part) => sum * 256 + Number(part), 0);
    this.size = 2 ** (32 - Number(bits));
  }

  /** Marks an address as taken, wherever it comes from. */
  reserve(address: string): void {
    this.used.add(address);
  }

  release(address: string): void {
    this.used.delete(address);
  }

  /** The next free address, never the first ten of the block. */
  allocate(): string {
    for (let tries = 0; tries < this.size; tries += 1) {
      this.cursor = (this.cursor + 1) % this.size;
      const address = this.at(this.cursor);
      if (this.cursor >= 10 && !this.used.has(address)) {
        this.used.add(address);
        return address;
      }
    }
    throw new Error('no free address is left in the block');
  }

  private at(offset: number): string {
    const value = this.first + offset;
    return [2 ** 24, 2 ** 16, 2 ** 8, 1]
      .map(unit => Math.floor(value / unit) % 256)
      .join('.');
  }
}

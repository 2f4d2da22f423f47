/** Bytes that are kept; the ones that were asked for longest ago go first. */
const mostBytes = 32 * 1024 * 1024;

/**
 * Contents by the id that git gives them. An id stands for its bytes for ever, so
 * reading a repository again costs what changed in it, and no more.
 */
export class BlobMemory {
  private readonly known = new Map<string, Promise<Uint8Array>>();
  private readonly sizes = new Map<string, number>();
  private bytes = 0;

  async read(id: string, ask: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const asking = this.known.get(id) ?? this.begin(id, ask);
    // What was asked for now is the youngest again.
    this.known.delete(id);
    this.known.set(id, asking);
    return asking;
  }

  private begin(
    id: string,
    ask: () => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    const asking = ask();
    asking.then(
      ({ length }) => this.keep(id, length),
      () => this.known.delete(id),
    );
    return asking;
  }

  private keep(id: string, length: number): void {
    this.sizes.set(id, length);
    this.bytes += length;
    for (const oldest of this.known.keys()) {
      if (this.bytes <= mostBytes) return;
      this.known.delete(oldest);
      this.bytes -= this.sizes.get(oldest) ?? 0;
      this.sizes.delete(oldest);
    }
  }
}

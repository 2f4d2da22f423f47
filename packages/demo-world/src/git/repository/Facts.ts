/** How many answers are kept; the oldest goes first. */
const most = 500;

/** Answers that stay true; what is not there now is asked for again. */
export class Facts {
  private readonly known = new Map<string, Promise<unknown>>();

  async remember<T>(
    key: string,
    ask: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const there = this.known.get(key);
    // The key says what kind of answer stands behind it.
    if (there) return there as Promise<T | undefined>;
    const asking = ask();
    this.known.set(key, asking);
    const [oldest] = this.known.keys();
    if (this.known.size > most) this.known.delete(oldest);
    try {
      const answer = await asking;
      if (answer === undefined) this.known.delete(key);
      return answer;
    } catch (error) {
      this.known.delete(key);
      throw error;
    }
  }
}

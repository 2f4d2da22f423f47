/** What a commit says of itself. */
export interface CommitFacts {
  readonly parents: readonly string[];
  readonly name: string;
  readonly email: string;
  /** ISO 8601, in the author's zone. */
  readonly date: string;
  /** Seconds since the epoch, of the committer: what history is ordered by. */
  readonly committed: number;
  readonly message: string;
}

/** Lines of headers, an empty one, the message; more lines of a header are indented. */
export const parseCommit = (text: string): CommitFacts => {
  const end = text.indexOf('\n\n');
  const head = (end < 0 ? text : text.slice(0, end)).split('\n');
  const valuesOf = (key: string) =>
    head
      .filter(line => line.startsWith(`${key} `))
      .map(line => line.slice(key.length + 1));
  const author = personOf(valuesOf('author')[0] ?? '');
  return {
    parents: valuesOf('parent'),
    name: author.name,
    email: author.email,
    date: dateOf(author.seconds, author.zone),
    committed: personOf(valuesOf('committer')[0] ?? '').seconds,
    message: end < 0 ? '' : text.slice(end + 2).trimEnd(),
  };
};

/** `Name <address> seconds +hhmm` */
const personOf = (line: string) => {
  const [, name = '', email = '', seconds = '0', zone = '+0000'] =
    /^(.*?) ?<(.*?)> (-?\d+) ([+-]\d{4})$/.exec(line) ?? [];
  return { name, email, seconds: Number(seconds), zone };
};

const dateOf = (seconds: number, zone: string): string => {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(zone) ?? [];
  const offset =
    (sign === '-' ? -60 : 60) * (Number(hours) * 60 + Number(minutes));
  const local = new Date((seconds + offset) * 1000);
  return `${local.toISOString().slice(0, 19)}${sign}${hours}:${minutes}`;
};

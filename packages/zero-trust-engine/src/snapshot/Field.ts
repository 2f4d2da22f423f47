import { StringMap } from './KubernetesObject';

/** A field that has another shape than its API says. Never leaves a parser. */
export class MalformedField extends Error {
  constructor(readonly path: string, readonly expected: string) {
    super(`${path || 'object'}: expected ${expected}`);
  }
}

/**
 * A place in an unparsed object: its value, and the path that people read in
 * evidence (`spec.egress[0].to`). Readers check and throw `MalformedField`;
 * `parseObject` turns that into a gap. An absent or null field is "not present",
 * and an empty one is: where an API tells the two apart, ask `present`.
 */
export class Field {
  constructor(readonly value: unknown, readonly path: string = '') {}

  /** Neither absent nor null. */
  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** A member of this record; not present when this field is not. */
  at(key: string): Field {
    return new Field(this.members()?.[key], this.childPath(key));
  }

  /** A member several levels below. */
  in(...keys: readonly string[]): Field {
    return keys.reduce<Field>((field, key) => field.at(key), this);
  }

  /** Elements of a list; none when the field is not present. */
  items(): readonly Field[] {
    if (!this.present) return [];
    if (!Array.isArray(this.value)) return this.fail('a list');
    return this.value.map(
      (value, index) => new Field(value, `${this.path}[${index}]`),
    );
  }

  /** Members of a record, in the object's order; none when not present. */
  entries(): readonly (readonly [string, Field])[] {
    return Object.keys(this.members() ?? {}).map(key => [key, this.at(key)]);
  }

  /** Names of the members that are present. */
  keys(): readonly string[] {
    return this.entries().flatMap(([key, field]) =>
      field.present ? [key] : [],
    );
  }

  string(): string {
    return typeof this.value === 'string' ? this.value : this.fail('a string');
  }

  stringOr(otherwise: string): string {
    return this.optionalString() ?? otherwise;
  }

  optionalString(): string | undefined {
    return this.present ? this.string() : undefined;
  }

  /** A list of strings; none when not present. */
  strings(): readonly string[] {
    return this.items().map(item => item.string());
  }

  int(): number {
    return typeof this.value === 'number' && Number.isInteger(this.value)
      ? this.value
      : this.fail('an integer');
  }

  intOr(otherwise: number): number {
    return this.optionalInt() ?? otherwise;
  }

  optionalInt(): number | undefined {
    return this.present ? this.int() : undefined;
  }

  /** A port number, 1 to 65535. */
  port(): number {
    const port = this.int();
    return port >= 1 && port <= 65535 ? port : this.fail('a port');
  }

  boolean(): boolean {
    return typeof this.value === 'boolean'
      ? this.value
      : this.fail('a boolean');
  }

  booleanOr(otherwise: boolean): boolean {
    return this.optionalBoolean() ?? otherwise;
  }

  optionalBoolean(): boolean | undefined {
    return this.present ? this.boolean() : undefined;
  }

  /** One word of a closed list. */
  oneOf<T extends string>(words: readonly T[]): T {
    const found = words.find(word => word === this.value);
    return found ?? this.fail(`one of ${words.join(', ')}`);
  }

  oneOfOr<T extends string>(words: readonly T[], otherwise: T): T {
    return this.present ? this.oneOf(words) : otherwise;
  }

  /** A record of strings; empty when not present. */
  stringMap(): StringMap {
    const map: Record<string, string> = {};
    for (const [key, field] of this.entries()) map[key] = field.string();
    return map;
  }

  fail(expected: string): never {
    throw new MalformedField(this.path, expected);
  }

  private members(): Readonly<Record<string, unknown>> | undefined {
    if (!this.present) return undefined;
    return isRecord(this.value) ? this.value : this.fail('a record');
  }

  private childPath(key: string): string {
    // A key with dots is quoted, or a reader takes it for several.
    if (!/^[A-Za-z0-9_-]+$/.test(key)) return `${this.path}["${key}"]`;
    return this.path === '' ? key : `${this.path}.${key}`;
  }
}

/** A JSON object: not null, not a list. */
export function isRecord(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { stringify } from 'yaml';

/** A number from 0 to 1, the same sequence for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed % 2 ** 32;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) % 2 ** 32;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const nested = (depth: number, wrap: (inner: unknown) => unknown) =>
  Array.from({ length: depth }).reduce<unknown>(inner => wrap(inner), 'deep');

/** Values that no field expects, made anew for each use. */
const values: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1.5,
  () => 65_536,
  () => Number.MAX_VALUE,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => '',
  () => 'x',
  () => '0',
  () => '../../..',
  () => '10.0.0.0/33',
  () => '\u202Etxet\u0000\uFFFD\u{1F4A3}',
  () => 'é'.repeat(20_000),
  () => [],
  () => [null],
  () => [[]],
  () => ({}),
  () => ({ '': '' }),
  () => ({ __proto__x: 1, constructor: 'x', toString: null }),
  () => nested(90, inner => [inner]),
  () => nested(90, inner => ({ spec: inner })),
  () => Array.from({ length: 5_000 }, (_, index) => index),
  () => Array.from({ length: 2_000 }, () => ({})),
  () =>
    Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 'v']),
    ),
];

/** What is put into the text at some place. */
const scraps: readonly string[] = [
  '\t',
  ':',
  ': ',
  '- ',
  '"',
  "'",
  '{',
  ']',
  '&a ',
  '*a ',
  '*nowhere ',
  '!!binary ',
  '!!set ',
  '|\n',
  '#',
  '\u0000',
  '\u2028',
  '\uFEFF',
  '%TAG ! tag:x:\n',
  '<<: *nowhere\n',
];

/** Lists of lists of aliases: a few lines that stand for millions of values. */
const bomb = [
  'l0: &l0 [x, x, x, x, x, x, x, x, x]',
  ...Array.from(
    { length: 9 },
    (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`,
  ),
].join('\n');

export interface Mutation {
  readonly name: string;
  /** The document as YAML. */
  readonly text: string;
}

/** A document that is wrong in one random way. */
export function mutate(document: unknown, random: () => number): Mutation {
  const pick = <T>(list: readonly T[]): T =>
    list[Math.floor(random() * list.length)];
  const text = stringify(document);
  const at = Math.floor(random() * text.length);
  const kind = random();
  if (kind < 0.6) {
    const copy = JSON.parse(JSON.stringify(document)) as unknown;
    const places = placesIn(copy);
    const { parent, key } = pick(places);
    const how = random();
    if (how < 0.15) Reflect.deleteProperty(parent, key);
    else if (how < 0.25) {
      Reflect.set(parent, key, [Reflect.get(parent, key)]);
    } else Reflect.set(parent, key, pick(values)());
    return { name: `value at ${key}`, text: stringify(copy) };
  }
  if (kind < 0.8) {
    const scrap = pick(scraps);
    return {
      name: `${JSON.stringify(scrap)} at ${at}`,
      text: text.slice(0, at) + scrap + text.slice(at),
    };
  }
  if (kind < 0.9) return { name: `cut at ${at}`, text: text.slice(0, at) };
  if (kind < 0.95) return { name: 'alias bomb', text: `${text}${bomb}\n` };
  const lines = text.split('\n');
  const line = Math.floor(random() * lines.length);
  return {
    name: `line ${line} twice`,
    text: lines.flatMap((l, i) => (i === line ? [l, l] : [l])).join('\n'),
  };
}

function placesIn(
  value: unknown,
): { readonly parent: object; readonly key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    { parent: value, key },
    ...placesIn(child),
  ]);
}

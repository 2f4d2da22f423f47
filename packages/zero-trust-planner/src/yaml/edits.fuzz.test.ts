import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { OrRefusal } from '../EditRefusal';
import { canonicalJson } from '../canonicalJson';
import { isMap } from '../objectRef';
import { Pick, manifestText, pickFrom } from '../testing/manifestText';
import { appendDocument } from './appendDocument';
import { insertItem } from './insertItem';
import { openYaml, YamlFile } from './openYaml';
import { removeItem } from './removeItem';

const item = {
  from: [{ source: { principals: ['td/ns/shop/sa/web'] } }],
  port: '012',
};

/** Reads a text without any code of the editor. */
const read = (text: string, version: '1.1' | '1.2'): unknown[] =>
  parseAllDocuments(text, { version, merge: true, logLevel: 'silent' }).map(
    document => document.toJS(),
  );

interface Attempt {
  readonly after: OrRefusal<string>;
  /** What an accepted text says, from what the file said before. */
  readonly expected: (before: unknown[]) => unknown[];
}

const listOf = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (isMap(at) ? at[key] : undefined), value);

const withList = (
  value: unknown,
  [key, ...rest]: readonly string[],
  list: unknown,
): unknown => {
  if (key === undefined) return list;
  const map = isMap(value) ? value : {};
  return { ...map, [key]: withList(map[key], rest, list) };
};

const attempt = (
  file: YamlFile,
  path: readonly string[],
  pick: Pick,
): Attempt => {
  const document = pick(...[0, ...file.documents.keys()]);
  const count = (value: unknown): unknown[] => {
    const list = listOf(value, path);
    return Array.isArray(list) ? list : [];
  };
  const edit =
    (change: (list: unknown[]) => unknown[]) =>
    (before: unknown[]): unknown[] =>
      before.map((value, index) =>
        index === document
          ? withList(value, path, change(count(value)))
          : value,
      );
  const at = pick<number | undefined>(undefined, undefined, 0, 1, 2);
  switch (pick('insert', 'insert', 'insert', 'remove', 'append')) {
    case 'insert':
      return {
        after: insertItem(file, {
          document,
          path,
          item,
          ...(at === undefined ? {} : { at }),
          ...pick({}, {}, { marker: '01k2m8q4xw7d' }),
        }),
        expected: edit(list => {
          const index = Math.min(at ?? list.length, list.length);
          return [...list.slice(0, index), item, ...list.slice(index)];
        }),
      };
    case 'remove':
      return {
        after: removeItem(file, { document, path, at: at ?? 0 }),
        expected: edit(list => list.filter((_, index) => index !== (at ?? 0))),
      };
    default:
      return {
        after: appendDocument(file, { kind: 'New', item }),
        expected: before => [...before, { kind: 'New', item }],
      };
  }
};

/** Every line that is left stands in the other text in the same order. */
const isOneHunk = (before: string, after: string): boolean => {
  const [longer, shorter] =
    before.length > after.length ? [before, after] : [after, before];
  const lines = shorter.split('\n');
  const others = longer.split('\n');
  let head = 0;
  while (head < lines.length && lines[head] === others[head]) head++;
  const rest = lines.length - head;
  const tails = lines
    .slice(head)
    .filter((line, index) => line === others[others.length - rest + index]);
  // At most one line of the shorter text is changed: the one that holds a key.
  return tails.length >= rest - 1;
};

const check = (
  seed: number,
  text: string,
  path: readonly string[],
  pick: Pick,
): 'refused' | 'edited' => {
  const file = openYaml(text);
  if (!file.ok) return 'refused';
  const { after, expected } = attempt(file.value, path, pick);
  if (!after.ok) return 'refused';
  const versions = ['1.1', '1.2'] as const;
  const wrong = [
    ...versions.filter(
      version =>
        canonicalJson(read(after.value, version)) !==
        canonicalJson(expected(read(text, version))),
    ),
    ...(isOneHunk(text, after.value) ? [] : ['more than one hunk']),
    ...(after.value.endsWith('\n') === text.endsWith('\n') ? [] : ['end']),
    ...(/(?<!\r)\n/.test(after.value) && after.value.includes('\r\n')
      ? ['mixed line breaks']
      : []),
  ];
  if (wrong.length > 0) {
    throw new Error(
      `seed ${seed}: ${wrong.join(', ')}\n${text}\n=>\n${after.value}`,
    );
  }
  return 'edited';
};

describe('edits of YAML files', () => {
  it('E20 refuses or proves each of 5,000 generated files', () => {
    const seen = { refused: 0, edited: 0 };
    for (let seed = 0; seed < 5000; seed++) {
      const pick = pickFrom(seed);
      seen[check(seed, manifestText(pick), ['spec', 'rules'], pick)] += 1;
    }
    // Refusing everything would pass as well.
    expect(seen.edited).toBeGreaterThan(1500);
    expect(seen.refused).toBeGreaterThan(500);
  });

  it('E20 refuses or proves edits of the manifests of the demo world', () => {
    const folder = join(__dirname, '../../../demo-world/world');
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.yaml'))
      .map(path => readFileSync(join(folder, path), 'utf8'));
    const seen = { refused: 0, edited: 0 };
    for (let seed = 0; seed < 400; seed++) {
      const pick = pickFrom(seed);
      const text = pick(...texts);
      const list = pick('rules', 'ingress', 'egress');
      const written = pick(text, text.replace(/\n/g, '\r\n'), text.trimEnd());
      seen[check(seed, written, ['spec', list], pick)] += 1;
    }
    expect(texts.length).toBeGreaterThan(50);
    expect(seen.edited).toBeGreaterThan(100);
  });
});

import { acceptedValue, changedLines, refusalOf } from '../testing/edited';
import { insertItem, ItemInsertion } from './insertItem';
import { openYaml } from './openYaml';

const item = {
  from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }],
};

const insert = (text: string, over: Partial<ItemInsertion> = {}) => {
  const file = openYaml(text);
  return file.ok
    ? insertItem(file.value, {
        document: 0,
        path: ['spec', 'rules'],
        item,
        ...over,
      })
    : file;
};

const changes = (text: string, over: Partial<ItemInsertion> = {}) =>
  changedLines(text, acceptedValue(insert(text, over)));

const plain = `# owned by orders
kind: AuthorizationPolicy
spec:
  rules:
    - from:
        - source: {principals: [a]}
  # end of file
`;

describe('insertItem', () => {
  it('E1 keeps wide dashes, comments and octal numbers of a file with four spaces', () => {
    const text = `kind: AuthorizationPolicy   # ours
metadata:
    name: orders
spec:
    mode: 0644


    rules:
    -   from:
        -   source:
                principals: ["a",   "b"]   # two
`;
    expect(changes(text)).toEqual([
      '+    -   from:',
      '+        -   source:',
      '+                principals:',
      '+                -   cluster.local/ns/shop/sa/web',
    ]);
  });

  it('E2 ends added lines as a CRLF file does, and changes no other byte', () => {
    const text = plain.replace(/\n/g, '\r\n');
    const after = acceptedValue(insert(text));
    expect(after.replace(/\r\n/g, '')).not.toContain('\n');
    expect(changedLines(text, after).every(line => line.startsWith('+'))).toBe(
      true,
    );
  });

  it('E3 leaves a file without a final line break without one', () => {
    const text = 'spec:\n  rules:\n    - a: 1';
    const after = acceptedValue(insert(text, { item: { a: 2 } }));
    expect(after).toBe('spec:\n  rules:\n    - a: 1\n    - a: 2');
  });

  it('E4 edits the second document and leaves first and third as they are', () => {
    const first = '# one\nkind: A\nx: [1,2]\n';
    const second = 'kind: B\nspec:\n  rules:\n  - a: 1\n';
    const third = 'kind: C\ny:   0644\n';
    const after = acceptedValue(
      insert(`${first}---\n${second}---\n${third}`, {
        document: 1,
        item: { a: 2 },
      }),
    );
    expect(after).toBe(`${first}---\n${second}  - a: 2\n---\n${third}`);
  });

  it('E5 puts the rule before a comment that trails the list', () => {
    const after = acceptedValue(insert(plain));
    expect(after).toMatch(/sa\/web\n {2}# end of file\n$/);
    expect(changedLines(plain, after)).toHaveLength(4);
  });

  it('E5 keeps the comment on the line of the last rule', () => {
    const text = 'spec:\n  rules:\n    - a: 1 # one\n\n    # end\n';
    expect(acceptedValue(insert(text, { item: { a: 2 } }))).toBe(
      'spec:\n  rules:\n    - a: 1 # one\n    - a: 2\n\n    # end\n',
    );
  });

  it.each([
    [
      '[]',
      'spec:\n  rules: [] # none\n',
      'spec:\n  rules: # none\n    - a: 2\n',
    ],
    [
      'null',
      'spec:\n  rules: null\nx: 1\n',
      'spec:\n  rules:\n    - a: 2\nx: 1\n',
    ],
    ['~', 'spec:\n  rules: ~', 'spec:\n  rules:\n    - a: 2'],
    [
      'nothing',
      'spec:\n  rules:\n  # later\n',
      'spec:\n  rules:\n    - a: 2\n  # later\n',
    ],
    [
      'a missing key',
      'spec:\n  action: ALLOW\n# end\n',
      'spec:\n  action: ALLOW\n  rules:\n    - a: 2\n# end\n',
    ],
  ])('E6 fills a list written as %s', (_, text, expected) => {
    expect(acceptedValue(insert(text, { item: { a: 2 } }))).toBe(expected);
  });

  it('E7 refuses a list of maps in brackets', () => {
    expect(refusalOf(insert('spec:\n  rules: [{ a: 1 }]\n'))).toMatchObject({
      code: 'EDIT_NOT_PROVABLE',
    });
  });

  it('appends a scalar to a short list in brackets, with quotes where they are needed', () => {
    const text = 'spec:\n  ports: [ "80", "81" ] # two\n';
    expect(
      acceptedValue(insert(text, { path: ['spec', 'ports'], item: '8080' })),
    ).toBe('spec:\n  ports: [ "80", "81", "8080" ] # two\n');
    expect(
      acceptedValue(insert('a: [x]\n', { path: ['a'], item: 'b,c' })),
    ).toBe('a: [x, "b,c"]\n');
  });

  it('refuses a list in brackets whose line would grow too long', () => {
    const text = `a: [${'x'.repeat(130)}]\n`;
    expect(
      refusalOf(insert(text, { path: ['a'], item: 'more-than-ten' })),
    ).toMatchObject({ code: 'EDIT_NOT_PROVABLE' });
  });

  it.each([
    ['an anchor on the list', 'spec:\n  rules: &r\n    - a: 1\nother: *r\n'],
    ['an alias for the list', 'base: &r\n  - a: 1\nspec:\n  rules: *r\n'],
    ['an anchor on the way', 'spec: &s\n  rules:\n    - a: 1\nx: *s\n'],
    [
      'a merge key that supplies it',
      'b: &b\n  rules: []\nspec:\n  <<: *b\n  action: ALLOW\n',
    ],
    ['an explicit tag', 'spec:\n  rules: !!seq\n    - a: 1\n'],
  ])('E8 refuses %s', (_, text) => {
    expect(refusalOf(insert(text))).toMatchObject({
      code: 'EDIT_NOT_PROVABLE',
      message: expect.stringContaining('alias'),
    });
  });

  it.each([
    ['duplicate keys', 'spec:\n  rules: []\n  rules: []\n', 3],
    ['tabs that indent', 'spec:\n\trules: []\n', 2],
  ])('E9 refuses %s and says where', (_, text, line) => {
    expect(refusalOf(insert(text))).toMatchObject({
      code: 'EDIT_NOT_PROVABLE',
      line,
      column: expect.any(Number),
    });
  });

  it('E10 refuses a Helm template although it parses', () => {
    const text =
      'metadata:\n  name: {{ .Release.Name }}\nspec:\n  rules:\n    - a: 1\n';
    expect(refusalOf(insert(text))).toMatchObject({
      code: 'TEMPLATED_FILE',
      line: 2,
    });
  });

  it.each([
    ['U+2028', '\u2028'],
    ['U+2029', '\u2029'],
    ['U+0085', '\u0085'],
    ['a lone carriage return', '\r'],
    ['NUL', '\u0000'],
  ])('E11 T20 refuses a file with %s in a comment', (_, character) => {
    const text = `# note${character}spec: evil\nspec:\n  rules:\n    - a: 1\n`;
    expect(refusalOf(insert(text))).toMatchObject({
      code: 'EDIT_NOT_PROVABLE',
      line: 1,
      column: 7,
    });
  });

  it.each([
    'yes',
    '012',
    '1_000',
    '0644',
    'on',
    '12:30:00',
    '2026-12-31',
    '0o14',
    '1e3',
  ])('E12 quotes the label %s', label => {
    expect(changes(plain, { item: { app: label } })).toEqual([
      `+    - app: "${label}"`,
    ]);
  });

  it('T1 refuses values that hold line breaks or control characters', () => {
    for (const evil of [
      'a\nspec: evil',
      'a\u2028b',
      'a\u0000',
      'a\u202eb',
      '\ufeffa',
    ]) {
      expect(refusalOf(insert(plain, { item: { app: evil } }))).toMatchObject({
        code: 'INVALID_SPEC',
      });
    }
  });

  it('T1 writes text that looks like YAML as text', () => {
    for (const odd of [
      'a: b',
      '# x',
      '*a',
      '&a b',
      '!x',
      '- a',
      '{x}',
      '"',
      "'",
    ]) {
      const after = acceptedValue(insert(plain, { item: { app: odd } }));
      expect(acceptedValue(openYaml(after)).readings['1.1'][0]).toMatchObject({
        spec: { rules: [expect.anything(), { app: odd }] },
      });
    }
  });

  it('marks the item with the id of the request and with nothing else', () => {
    expect(changes(plain, { item: { a: 1 }, marker: '01k2m8q4xw7d' })).toEqual([
      '+    # zero-trust/request: 01k2m8q4xw7d',
      '+    - a: 1',
    ]);
    expect(
      refusalOf(insert(plain, { marker: 'x # y\nspec: evil' })),
    ).toMatchObject({ code: 'INVALID_SPEC' });
  });

  it('keeps a byte order mark in front', () => {
    const text = '\ufeffrules:\n- a: 1\n';
    expect(
      acceptedValue(insert(text, { path: ['rules'], item: { a: 2 } })),
    ).toBe('\ufeffrules:\n- a: 1\n- a: 2\n');
  });

  it('T20 refuses a file that ends in a literal block without a line break', () => {
    const text = 'spec:\n  rules:\n    - |\n      text';
    expect(refusalOf(insert(text, { item: 'b' }))).toMatchObject({
      code: 'EDIT_NOT_PROVABLE',
      line: 4,
    });
  });

  it('inserts in front of an item, below the comment of the one before', () => {
    const text = 'spec:\n  rules:\n    - a # first\n    # about c\n    - c\n';
    expect(acceptedValue(insert(text, { item: 'b', at: 1 }))).toBe(
      'spec:\n  rules:\n    - a # first\n    - b\n    # about c\n    - c\n',
    );
  });
});

import { readDocuments } from './readDocuments';

const valuesOf = (text: string, file = 'a.yaml') =>
  readDocuments(file, text).documents.map(({ value }) => value);

describe('readDocuments', () => {
  it('reads several documents and passes over empty ones', () => {
    expect(valuesOf('a: 1\n---\n# nothing\n---\nb: 2\n')).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
  });

  it('counts documents and lines from the start of the file', () => {
    const { documents, problems } = readDocuments(
      'a.yaml',
      '# said first\n---\na: 1\n---\n---\n  b: {\n---\nc: 3\n',
    );
    expect(documents.map(({ place }) => place)).toEqual([
      { file: 'a.yaml', document: 1, line: 3 },
      { file: 'a.yaml', document: 4, line: 8 },
    ]);
    expect(problems).toMatchObject([{ document: 3, line: 6 }]);
  });

  it('reads files that were written on Windows', () => {
    expect(valuesOf('a: "1"\r\n---\r\nb: "2"\r\n')).toEqual([
      { a: '1' },
      { b: '2' },
    ]);
  });

  it('lets an open quote harm no other document', () => {
    const { documents, problems } = readDocuments(
      'a.yaml',
      "a: 1\n---\nb: 'open\n---\nc: 'closed'\n",
    );
    expect(documents.map(({ value }) => value)).toEqual([
      { a: 1 },
      { c: 'closed' },
    ]);
    expect(problems).toMatchObject([{ document: 2 }]);
  });

  it('reads merge keys, as Kubernetes does', () => {
    expect(valuesOf('a: &x { b: 1 }\nc: { <<: *x, d: 2 }\n')).toEqual([
      { a: { b: 1 }, c: { b: 1, d: 2 } },
    ]);
  });

  it('reads tabs in front of the lines of a flow collection', () => {
    expect(valuesOf('a:\n  [\n    1,\n\t    2,\n\t]\nb: 3\n')).toEqual([
      { a: [1, 2], b: 3 },
    ]);
  });

  it('reads a quoted text whose last line is not indented enough', () => {
    expect(valuesOf("a:\n  b: '{\n    x\n  }'\nc: 1\n")).toEqual([
      { a: { b: '{ x }' }, c: 1 },
    ]);
  });

  it('does not take a tab for the indentation of a block', () => {
    const { documents, problems } = readDocuments('a.yaml', 'a:\n\tb: 1\n');
    expect(documents).toEqual([]);
    expect(problems).toMatchObject([{ document: 1, line: 2 }]);
  });

  it('refuses aliases that stand for far more than the file holds', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) =>
        `l${i + 1}: &l${i + 1} [${Array(12).fill(`*l${i}`).join(', ')}]`,
    );
    const { documents, problems } = readDocuments(
      'a.yaml',
      ['l0: &l0 x', ...levels].join('\n'),
    );
    expect(documents).toEqual([]);
    expect(problems).toMatchObject([{ document: 1, line: 1 }]);
  });

  it('reads JSON, and tells the line where it breaks', () => {
    expect(valuesOf('{ "a": [1] }', 'a.json')).toEqual([{ a: [1] }]);
    expect(readDocuments('a.json', '{\n "a": [1,\n}').problems).toMatchObject([
      { document: 1, line: 3 },
    ]);
  });

  it('knows the line of a field, or of what is nearest to it', () => {
    const [document] = readDocuments(
      'a.yaml',
      '\na:\n  - b: 1\n  - c: 2\n',
    ).documents;
    expect(document.lineOf(['a', 1, 'c'])).toBe(4);
    expect(document.lineOf(['a', 1, 'missing'])).toBe(4);
    expect(document.lineOf([])).toBe(2);
  });
});

import { acceptedValue, refusalOf } from '../testing/edited';
import { appendDocument } from './appendDocument';
import { openYaml } from './openYaml';

const append = (text: string, value: unknown = { a: [1] }) =>
  appendDocument(acceptedValue(openYaml(text)), value);

describe('appendDocument', () => {
  it.each([
    ['a document', 'x:\n- 1\n', 'x:\n- 1\n---\na:\n- 1\n'],
    ['a comment', 'x: 1\n# end\n', 'x: 1\n# end\n---\na:\n  - 1\n'],
    ['no line break', 'x: 1', 'x: 1\n---\na:\n  - 1'],
    ['CRLF', 'x: 1\r\n', 'x: 1\r\n---\r\na:\r\n  - 1\r\n'],
    ['the end of a document', 'x: 1\n...\n', 'x: 1\n...\n---\na:\n  - 1\n'],
  ])('writes one more document after %s', (_, text, expected) => {
    expect(acceptedValue(append(text))).toBe(expected);
  });

  it('refuses a file without documents', () => {
    expect(refusalOf(append(''))).toMatchObject({ code: 'EDIT_NOT_PROVABLE' });
  });
});

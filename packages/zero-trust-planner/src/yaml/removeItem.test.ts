import { acceptedValue, refusalOf } from '../testing/edited';
import { openYaml } from './openYaml';
import { removeItem } from './removeItem';

const remove = (
  text: string,
  at: number,
  path: (string | number)[] = ['rules'],
) => removeItem(acceptedValue(openYaml(text)), { document: 0, path, at });

describe('removeItem', () => {
  const text = `rules:
  # about one
  - name: one # 1
  # zero-trust/request: 01k2m8q4xw7d
  - name: two
    more:
      - x
  # about three
  - name: three
# end
`;

  it('E15 takes the rule and its mark, and leaves the comments of the neighbours', () => {
    expect(acceptedValue(remove(text, 1))).toBe(`rules:
  # about one
  - name: one # 1
  # about three
  - name: three
# end
`);
  });

  it('E15 does so in a CRLF file as well', () => {
    const after = acceptedValue(remove(text.replace(/\n/g, '\r\n'), 1));
    expect(after).toBe(
      'rules:\r\n  # about one\r\n  - name: one # 1\r\n  # about three\r\n  - name: three\r\n# end\r\n',
    );
  });

  it('removes the first and the last item', () => {
    expect(acceptedValue(remove('rules:\n- a\n- b\n', 0))).toBe(
      'rules:\n- b\n',
    );
    expect(acceptedValue(remove('rules:\n- a\n- b', 1))).toBe('rules:\n- a');
  });

  it.each([
    ['the only item', 'rules:\n- a\n', 0],
    ['an item of a list in brackets', 'rules: [a, b]\n', 0],
    ['an item that is not there', 'rules:\n- a\n- b\n', 2],
    ['an item that others refer to', 'rules:\n- &x a\n- *x\n', 0],
  ])('refuses to remove %s', (_, source, at) => {
    expect(refusalOf(remove(source, at))).toMatchObject({
      code: 'EDIT_NOT_PROVABLE',
    });
  });
});

import { acceptedValue } from '../testing/edited';
import { openYaml } from './openYaml';
import { EditClaim, proveEdit } from './proveEdit';

const before = 'a: 1 # one\nlist:\n  - x\nb: 2\n---\nc: 3\n';

/** Claims that `w` is added to the list of the first document. */
const addsW: EditClaim = {
  change: ([, second]) => [{ a: 1, list: ['x', 'w'], b: 2 }, second],
  removedLines: 0,
  addedLines: 1,
};

const prove = (after: string, claim: EditClaim = addsW) =>
  proveEdit(acceptedValue(openYaml(before)), after, claim);

const edited = before.replace('  - x\n', '  - x\n  - w\n');

describe('proveEdit', () => {
  it('accepts what was claimed', () => {
    expect(prove(edited)).toEqual({ ok: true, value: edited });
  });

  it.each([
    ['another item', edited.replace('- w', '- z')],
    ['a value elsewhere in the document', edited.replace('b: 2', 'b: 3')],
    ['a value of another document', edited.replace('c: 3', 'c: 4')],
    ['a document that is gone', edited.replace('---\nc: 3\n', '')],
    ['nothing', before],
    ['text that is no YAML', edited.replace('b: 2', 'b: [')],
    ['a template', edited.replace('# one', '# {{ x }}')],
    ['a comment that is gone', edited.replace(' # one', '')],
    ['a blank line elsewhere', edited.replace('b: 2', '\nb: 2')],
    ['a line break at the end that is gone', edited.trimEnd()],
  ])('T1 T20 refuses an edit that made %s', (_, after) => {
    expect(prove(after)).toMatchObject({
      ok: false,
      refusal: { code: 'EDIT_NOT_PROVABLE' },
    });
  });

  it('T20 refuses an item that YAML 1.1 reads as something else', () => {
    const claim = {
      ...addsW,
      change: ([, second]: readonly unknown[]) => [
        { a: 1, list: ['x', 'yes'], b: 2 },
        second,
      ],
    };
    const after = (item: string) =>
      before.replace('  - x\n', `  - x\n  - ${item}\n`);
    expect(prove(after('"yes"'), claim).ok).toBe(true);
    expect(prove(after('yes'), claim).ok).toBe(false);
  });
});

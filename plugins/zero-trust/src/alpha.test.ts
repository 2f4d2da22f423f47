import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import zeroTrustPlugin from './alpha';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
const ids = [...readme.matchAll(/^\| `([a-z-]+:zero-trust[a-z/-]*)`/gm)].map(
  ([, id]) => id,
);

describe('the plugin of the new frontend system', () => {
  it('is documented', () => {
    expect(ids.length).toBeGreaterThan(12);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(ids)(
    'has the extension %s under the id that the README gives',
    id => {
      expect(() =>
        zeroTrustPlugin.getExtension(
          id as Parameters<typeof zeroTrustPlugin.getExtension>[0],
        ),
      ).not.toThrow();
    },
  );
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findingCodes } from './codes';

const page = readFileSync(
  resolve(__dirname, '../../../../../docs/findings.md'),
  'utf8',
);
const [table, crosswalk] = page.split('\n## Crosswalk\n');

it('has a row for every code, and no other', () => {
  const rows = Array.from(
    table.matchAll(/^\| `([a-z0-9-]+)`/gm),
    ([, code]) => code,
  );
  expect(rows).toEqual([...findingCodes]);
});

it('names in the crosswalk only codes that exist', () => {
  const known: readonly string[] = findingCodes;
  const named = Array.from(
    crosswalk.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g),
    ([, code]) => code,
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(code => !known.includes(code))).toEqual([]);
});

import { aNamespace, aPolicy, aServiceAccount } from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import { hasObject } from './hasObject';

const snapshot = snapshotOf([
  aNamespace('shop'),
  aPolicy('NetworkPolicy', { name: 'deny', namespace: 'shop' }, {}),
  aServiceAccount({ name: 'web', namespace: 'shop' }),
]);

it.each([
  ['NetworkPolicy shop/deny', true],
  ['NetworkPolicy shop/allow', false],
  ['NetworkPolicy pay/deny', false],
  ['Namespace shop', true],
  ['ServiceAccount shop/web', true],
  ['Secret shop/web', undefined],
])('says of %s: %s', (object, there) => {
  expect(hasObject(snapshot, object)).toBe(there);
});

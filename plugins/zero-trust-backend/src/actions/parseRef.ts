import { parseEntityRef } from '@backstage/catalog-model';
import { parseEntityRef as parseParams } from '../api/parseEntityRef';
import { invalidInput } from '../posture/errors';

/**
 * `payment` or `component:default/payment` → a reference in the catalog's own
 * spelling, with nothing in it that a route would refuse.
 */
export function parseRef(text: string): string {
  try {
    return parseParams(parseEntityRef(text, { defaultKind: 'component' }));
  } catch {
    throw invalidInput(`'${text.slice(0, 100)}' is not an entity reference`);
  }
}

import { stringifyEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';
import { parse } from './parse';

/** Parts of a reference as the catalog allows them, and no longer. */
const part = z.string().regex(/^[A-Za-z0-9._-]{1,63}$/, 'not a valid name');
const paramsSchema = z.object({ kind: part, namespace: part, name: part });

/** `/:kind/:namespace/:name` → a reference in the catalog's own spelling. */
export function parseEntityRef(params: unknown): string {
  return stringifyEntityRef(parse(paramsSchema, params));
}

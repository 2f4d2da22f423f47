import { mapTexts } from './mapTexts';
import {
  PackedPermissions,
  packedPermissionsSchema,
} from './packedPermissions';
import { PermissionsResponse } from './permissions';
import { LayerVerdict } from './verdict';

/** Rows with their layers and evidence in place. Throws for a dangling place. */
export function unpackPermissions(
  packed: PackedPermissions,
): PermissionsResponse {
  const { items, layers, evidence, ...frame } = packed;
  const whole = layers.map(
    ({ because, ...layer }): LayerVerdict => ({
      ...layer,
      because: because.map(place => at(evidence, place)),
    }),
  );
  return {
    ...frame,
    items: items.map(row => ({
      ...row,
      layers: row.layers.map(place =>
        withIdentity(at(whole, place), row.identity),
      ),
    })),
  };
}

/** The same, for clients: checks what came, and gives rows as they are used. */
export const permissionsResponseSchema = packedPermissionsSchema.transform(
  (packed, context): PermissionsResponse => {
    try {
      return unpackPermissions(packed);
    } catch (error) {
      context.addIssue({
        code: 'custom',
        path: ['items'],
        message: error instanceof Error ? error.message : String(error),
      });
      return { ...packed, items: [] };
    }
  },
);

function at<T>(values: readonly T[], place: number): T {
  if (place >= values.length) throw new Error(`nothing stands at ${place}`);
  return values[place];
}

function withIdentity(
  layer: LayerVerdict,
  identity: string | undefined,
): LayerVerdict {
  return mapTexts(layer, text => {
    if (!text.startsWith('@')) return text;
    if (text !== '@identity') return text.slice(1);
    if (identity === undefined) throw new Error('the row has no identity');
    return identity;
  });
}

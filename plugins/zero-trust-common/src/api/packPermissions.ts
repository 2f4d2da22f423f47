import { PackedLayer, PackedPermissions } from './packedPermissions';
import { PermissionRow, PermissionsResponse } from './permissions';
import { mapTexts } from './mapTexts';
import { Evidence } from './evidence';

/** Distinct values in order of first sight, and the place of each. */
class Table<T> {
  readonly values: T[] = [];
  private readonly places = new Map<string, number>();

  placeOf(value: T): number {
    const key = JSON.stringify(value);
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

/** What is the same in many rows, once. `unpackPermissions` is the way back. */
export function packPermissions({
  items,
  ...frame
}: PermissionsResponse): PackedPermissions {
  const layers = new Table<PackedLayer>();
  const evidence = new Table<Evidence>();
  const packed = items.map(row => ({
    ...row,
    layers: withoutIdentity(row).map(({ because, ...layer }) =>
      layers.placeOf({
        ...layer,
        because: because.map(one => evidence.placeOf(one)),
      }),
    ),
  }));
  return {
    ...frame,
    items: packed,
    layers: layers.values,
    evidence: evidence.values,
  };
}

/** Layers of rows that differ only in who calls become the same. */
function withoutIdentity({ layers, identity }: PermissionRow) {
  return mapTexts(layers, text => {
    if (text === identity) return '@identity';
    return text.startsWith('@') ? `@${text}` : text;
  });
}

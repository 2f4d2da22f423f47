import { ResolveSchema, Schema } from '../schema/Schema';

/** Where and how a kind is served: one row per group, version and plural. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  /** Key in the store, the same for every version of a kind. */
  readonly storageKey: string;
  /** Version in which objects are kept. */
  readonly storageVersion: string;
  /** `builtin` kinds are decoded strictly by type, `custom` ones come from a CRD. */
  readonly origin: 'builtin' | 'custom';
  readonly subresources: readonly ('status' | 'scale')[];
  readonly schema: Schema;
  readonly resolve: ResolveSchema;
  readonly printerColumns?: readonly PrinterColumn[];
  /** Paths in dotted form that field selectors may use beside name and namespace. */
  readonly selectableFields: readonly string[];
  readonly deprecationWarning?: string;
}

/** A column that a CRD asks for (CustomResourceDefinition additionalPrinterColumns). */
export interface PrinterColumn {
  readonly name: string;
  readonly type: string;
  readonly jsonPath: string;
  readonly priority?: number;
  readonly description?: string;
}

/** `apps/v1`, or `v1` for the core group. */
export const apiVersionOf = (resource: { group: string; version: string }) =>
  resource.group ? `${resource.group}/${resource.version}` : resource.version;

/** Splits `apps/v1` into its parts. */
export const parseApiVersion = (apiVersion: string) => {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : {
        group: apiVersion.slice(0, slash),
        version: apiVersion.slice(slash + 1),
      };
};

/** Key of a kind in the store: `plural.group`, or `plural` for the core group. */
export const storageKeyOf = (group: string, plural: string) =>
  group ? `${plural}.${group}` : plural;

/** What a field of the API looks like: the part of OpenAPI v3 that Kubernetes uses. */
export interface Schema {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  required?: string[];
  enum?: (string | number)[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  nullable?: boolean;
  $ref?: string;
  allOf?: Schema[];
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-map-type'?: 'atomic' | 'granular';
  'x-kubernetes-patch-merge-key'?: string;
  'x-kubernetes-patch-strategy'?: string;
  'x-kubernetes-group-version-kind'?: {
    group: string;
    version: string;
    kind: string;
  }[];
}

/** Finds the schema behind a reference by its name. */
export type SchemaLookup = (name: string) => Schema | undefined;

const prefix = '#/components/schemas/';

/** The reference to a named schema, as OpenAPI v3 writes it. */
export const refTo = (name: string): Schema => ({
  allOf: [{ $ref: `${prefix}${name}` }],
});

/** Follows references until the schema itself. */
export type ResolveSchema = (schema: Schema | undefined) => Schema | undefined;

/** Follows references by name, remembering results; hints beside a reference win. */
export const createResolver = (lookup: SchemaLookup): ResolveSchema => {
  const known = new WeakMap<Schema, Schema>();
  const resolve: ResolveSchema = schema => {
    const ref = schema?.$ref ?? schema?.allOf?.[0]?.$ref;
    if (!schema || !ref) return schema;
    const found = known.get(schema);
    if (found) return found;
    const { $ref: _, allOf: __, ...hints } = schema;
    const resolved = { ...resolve(lookup(ref.slice(prefix.length))), ...hints };
    known.set(schema, resolved);
    return resolved;
  };
  return resolve;
};

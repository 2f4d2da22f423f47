/** A JSON value as it travels over the Kubernetes API. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | JsonObject;

/** A JSON object; absent keys and `undefined` are the same thing. */
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** A reference from a dependent to its owner (Kubernetes, garbage collection). */
export type OwnerReference = {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
};

/** One field manager's claim on an object (Kubernetes, server-side apply). */
export type ManagedFieldsEntry = {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time?: string;
  fieldsType: 'FieldsV1';
  fieldsV1: JsonObject;
  subresource?: string;
};

/** The metadata every stored object carries; times are RFC 3339 with whole seconds. */
export type ObjectMeta = {
  name: string;
  namespace?: string;
  generateName?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: ManagedFieldsEntry[];
};

/** An object of any kind. Stored objects are never edited in place. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: JsonObject;
  status?: JsonObject;
  [field: string]: unknown;
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads `value.a.b.c`, stopping at the first thing that is not an object or list. */
export const at = (
  value: unknown,
  ...path: (string | number)[]
): JsonValue | undefined => {
  let current: unknown = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string | number, unknown>)[key];
  }
  return current as JsonValue | undefined;
};

/** The list at a path, or an empty one. */
export const listAt = (
  value: unknown,
  ...path: (string | number)[]
): JsonObject[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
};

/** The string map at a path, or an empty one. */
export const stringsAt = (
  value: unknown,
  ...path: (string | number)[]
): Record<string, string> => {
  const found = at(value, ...path);
  return isJsonObject(found) ? (found as Record<string, string>) : {};
};

/** The string at a path; anything else reads as absent. */
export const stringAt = (
  value: unknown,
  ...path: (string | number)[]
): string | undefined => {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
};

/** The number at a path; anything else reads as absent. */
export const numberAt = (
  value: unknown,
  ...path: (string | number)[]
): number | undefined => {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
};

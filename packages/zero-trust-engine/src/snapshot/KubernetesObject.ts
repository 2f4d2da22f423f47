/** Labels or annotations. */
export type StringMap = Readonly<Record<string, string>>;

/** Object metadata after parsing; nothing is optional that has a default. */
export interface ObjectMeta {
  readonly name: string;
  /** Empty for cluster-scoped objects. */
  readonly namespace: string;
  readonly labels: StringMap;
  readonly annotations: StringMap;
  /** RFC 3339; empty when the object never was on an API server. */
  readonly creationTimestamp: string;
  readonly generation?: number;
  readonly uid?: string;
  readonly owner?: { readonly kind: string; readonly name: string };
}

/** A Kubernetes object as it comes from an API server or a file, unparsed. */
export interface RawObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: unknown;
  readonly [field: string]: unknown;
}

import { RawObject } from '@ztn/zero-trust-engine';

/** What tells objects apart: group, not version. */
export interface ObjectIdentity {
  readonly group: string;
  readonly kind: string;
  /** Empty where the object names none. */
  readonly namespace: string;
  readonly name: string;
}

/** A plain map of YAML or JSON. */
export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `undefined` for what is no Kubernetes object with a name. */
export const identityOf = (value: unknown): ObjectIdentity | undefined => {
  if (!isMap(value) || !isMap(value.metadata)) return undefined;
  const { apiVersion, kind, metadata } = value;
  const { name, namespace } = metadata;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string')
    return undefined;
  if (typeof name !== 'string' || name === '') return undefined;
  return {
    group: apiVersion.includes('/')
      ? apiVersion.slice(0, apiVersion.indexOf('/'))
      : '',
    kind,
    namespace: typeof namespace === 'string' ? namespace : '',
    name,
  };
};

/** Whether a document of a file is an object; the reading back relies on it. */
export const isRawObject = (value: unknown): value is RawObject =>
  identityOf(value) !== undefined;

/** `Kind namespace/name`, `Kind name` without a namespace. */
export const objectRef = (identity: ObjectIdentity): string =>
  identity.namespace === ''
    ? `${identity.kind} ${identity.name}`
    : `${identity.kind} ${identity.namespace}/${identity.name}`;

export const sameIdentity = (a: ObjectIdentity, b: ObjectIdentity): boolean =>
  a.group === b.group &&
  a.kind === b.kind &&
  a.namespace === b.namespace &&
  a.name === b.name;

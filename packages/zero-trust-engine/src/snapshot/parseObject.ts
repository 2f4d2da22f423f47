import { ObjectRef } from '../refs';
import { Field, MalformedField, isRecord } from './Field';
import { Gap, GapReason, Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';

/** What a parser body may do besides returning a value. */
export interface ParseContext {
  readonly meta: ObjectMeta;
  /** Says that a field's semantics are not covered; the value is kept. */
  note(field: Field, detail: string, reason?: GapReason): void;
}

/**
 * Parses one object: the body reads fields, and the first one with a wrong
 * shape makes the whole object a `malformed` gap that names the field. Notes
 * become gaps beside the value.
 */
export function parseObject<T>(
  raw: RawObject,
  scope: 'namespaced' | 'cluster',
  body: (root: Field, context: ParseContext) => T,
): Parsed<T> {
  const notes: Gap[] = [];
  try {
    const root = new Field(raw);
    const meta = parseObjectMeta(root.at('metadata'), scope);
    const note: ParseContext['note'] = (field, detail, reason) =>
      notes.push(
        gapOf(raw, reason ?? 'not-supported', { path: field.path, detail }),
      );
    return { ok: true, value: body(root, { meta, note }), notes };
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    return {
      ok: false,
      gap: gapOf(raw, 'malformed', {
        path: error.path,
        detail: `expected ${error.expected}`,
      }),
    };
  }
}

/** Metadata with defaults; objects in files without a namespace are in `default`. */
export function parseObjectMeta(
  metadata: Field,
  scope: 'namespaced' | 'cluster',
): ObjectMeta {
  const owners = metadata.at('ownerReferences').items();
  const owner =
    owners.find(o => o.at('controller').value === true) ??
    (owners.length === 1 ? owners[0] : undefined);
  return {
    name: metadata.at('name').string(),
    namespace:
      scope === 'cluster'
        ? ''
        : metadata.at('namespace').optionalString() || 'default',
    labels: metadata.at('labels').stringMap(),
    annotations: metadata.at('annotations').stringMap(),
    creationTimestamp: metadata.at('creationTimestamp').stringOr(''),
    generation: metadata.at('generation').optionalInt(),
    uid: metadata.at('uid').optionalString(),
    owner: owner && {
      kind: owner.at('kind').string(),
      name: owner.at('name').string(),
    },
  };
}

/** API group of an `apiVersion`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** A gap about one object, which may be too broken to have a name. */
export function gapOf(
  raw: RawObject,
  reason: GapReason,
  about: { readonly path?: string; readonly detail?: string },
): Gap {
  return {
    kind: raw.kind,
    group: groupOf(raw.apiVersion),
    reason,
    object: refOf(raw),
    ...about,
  };
}

function refOf(raw: RawObject): ObjectRef {
  const metadata = isRecord(raw.metadata) ? raw.metadata : {};
  const { name, namespace } = metadata;
  return {
    kind: raw.kind,
    name: typeof name === 'string' ? name : '',
    ...(typeof namespace === 'string' && namespace !== '' ? { namespace } : {}),
  };
}

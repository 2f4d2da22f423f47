import {
  Gap,
  ObjectRef,
  RawObject,
  formatObjectRef,
  kindInfo,
} from '@ztn/zero-trust-engine';
import { fieldPath } from './fieldPath';
import { isRecord } from './isRecord';
import { Place, Problem } from './Problem';
import { ReadDocument } from './readDocuments';

interface Found {
  readonly document: ReadDocument;
  /** Where the object is inside its document; empty unless in a list. */
  readonly path: readonly (string | number)[];
}

/**
 * The objects of documents, lists opened, and which document each came from, so
 * that gaps can name file and line.
 */
export class ObjectPlaces {
  readonly objects: readonly RawObject[];
  private readonly byRef = new Map<string, Found>();
  /**
   * Documents, or items of lists, that do not count: no Kubernetes objects, and
   * all but the last of several that are the same object.
   */
  readonly strangers: readonly Problem[];

  constructor(documents: readonly ReadDocument[]) {
    const objects: RawObject[] = [];
    const strangers: Problem[] = [];
    for (const document of documents) {
      this.add({ document, path: [] }, document.value, { objects, strangers });
    }
    this.objects = objects;
    this.strangers = strangers;
  }

  /** A gap about an object of the files as a problem at a line; undefined for others. */
  problemOf(gap: Gap): Problem | undefined {
    if (!gap.object) return undefined;
    const found = this.byRef.get(identityOf(gap.group, gap.object));
    if (!found) return undefined;
    const field = gap.path === undefined ? [] : fieldPath(gap.path);
    const { name, namespace = '' } = gap.object;
    const named = [gap.kind, namespace ? `${namespace}/${name}` : name];
    const told = [named.join(' '), gap.path, gap.detail ?? gap.reason];
    return {
      ...found.document.place,
      line: found.document.lineOf([...found.path, ...field]),
      message: told.filter(part => part).join(': '),
    };
  }

  private add(
    found: Found,
    value: unknown,
    into: { readonly objects: RawObject[]; readonly strangers: Problem[] },
    list?: RawObject,
  ): void {
    const object = asObject(value, list);
    const { document, path } = found;
    if (!object) {
      const place: Place = { ...document.place, line: document.lineOf(path) };
      const message = 'not a Kubernetes object: no apiVersion and kind';
      into.strangers.push({ ...place, message });
    } else if (object.kind.endsWith('List') && Array.isArray(object.items)) {
      object.items.forEach((item, index) =>
        this.add(
          { document, path: [...path, 'items', index] },
          item,
          into,
          object,
        ),
      );
    } else {
      into.objects.push(object);
      const group = groupOf(object);
      const ref = refOf(object);
      const identity = identityOf(group, ref);
      const earlier = this.byRef.get(identity);
      // Of objects that nothing reads it does not matter which one counts.
      if (earlier && kindInfo(group, ref.kind)) {
        into.strangers.push(replaced(earlier, ref, found));
      }
      this.byRef.set(identity, found);
    }
  }
}

function groupOf({ apiVersion }: RawObject): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

function replaced(earlier: Found, ref: ObjectRef, later: Found): Problem {
  const { place, lineOf } = earlier.document;
  const line = later.document.lineOf(later.path);
  return {
    ...place,
    line: lineOf(earlier.path),
    message: `${formatObjectRef(ref)}: replaced by the same object at ${
      later.document.place.file
    }:${line}`,
  };
}

/** The items of a typed list need not repeat their kind; those of a `List` must. */
function asObject(value: unknown, list?: RawObject): RawObject | undefined {
  if (!isRecord(value)) return undefined;
  const { apiVersion, kind } = value;
  if (typeof apiVersion === 'string' && typeof kind === 'string') {
    return { ...value, apiVersion, kind };
  }
  if (!list || list.kind === 'List') return undefined;
  return {
    ...value,
    apiVersion: list.apiVersion,
    kind: list.kind.slice(0, -'List'.length),
  };
}

function refOf({ kind, metadata }: RawObject): ObjectRef {
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  return {
    kind,
    name: typeof name === 'string' ? name : '',
    ...(typeof namespace === 'string' && namespace !== '' ? { namespace } : {}),
  };
}

/** As the API server tells objects apart; without a namespace it is `default`. */
function identityOf(group: string, ref: ObjectRef): string {
  const { kind, namespace = 'default', name } = ref;
  const info = kindInfo(group, kind);
  const scope = info?.scope === 'cluster' ? '' : namespace;
  return [info?.key ?? `${kind}.${group}`, scope, name].join('\u0000');
}

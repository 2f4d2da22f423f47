import { Gap, ObjectRef } from '@ztn/zero-trust-engine';
import { fieldPath } from './fieldPath';
import { Place, Problem } from './Problem';
import { ReadDocument } from './readDocuments';

interface Found {
  readonly document: ReadDocument;
  /** Where the object is inside its document; empty unless in a list. */
  readonly path: readonly (string | number)[];
}

/** Which document each object came from, so that gaps can name file and line. */
export class ObjectPlaces {
  private readonly byRef = new Map<string, Found>();
  /** Documents, or items of lists, that are no Kubernetes objects. */
  readonly strangers: readonly Problem[];

  constructor(documents: readonly ReadDocument[]) {
    const strangers: Problem[] = [];
    for (const document of documents) {
      this.add(document, document.value, [], strangers);
    }
    this.strangers = strangers;
  }

  /** A gap about an object of the files as a problem at a line; undefined for others. */
  problemOf(gap: Gap): Problem | undefined {
    if (!gap.object) return undefined;
    const found = this.byRef.get(keyOf(gap.object));
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
    document: ReadDocument,
    value: unknown,
    path: Found['path'],
    strangers: Problem[],
    listKind?: string,
  ): void {
    const object = asObject(value, listKind);
    if (!object) {
      const place: Place = { ...document.place, line: document.lineOf(path) };
      const message = 'not a Kubernetes object: no apiVersion and kind';
      strangers.push({ ...place, message });
    } else if (object.kind.endsWith('List') && Array.isArray(object.items)) {
      const kind = object.kind.slice(0, -'List'.length);
      object.items.forEach((item, index) =>
        this.add(document, item, [...path, 'items', index], strangers, kind),
      );
    } else {
      this.byRef.set(keyOf(refOf(object)), { document, path });
    }
  }
}

interface ReadObject {
  readonly kind: string;
  readonly metadata?: unknown;
  readonly items?: unknown;
}

/** The items of a typed list need not repeat their kind; those of a `List` must. */
function asObject(value: unknown, listKind = ''): ReadObject | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { apiVersion, kind, metadata, items } = value as Partial<
    Record<string, unknown>
  >;
  if (typeof apiVersion === 'string' && typeof kind === 'string') {
    return { kind, metadata, items };
  }
  return listKind === '' ? undefined : { kind: listKind, metadata };
}

function refOf({ kind, metadata }: ReadObject): ObjectRef {
  const { name, namespace } = (metadata ?? {}) as Partial<
    Record<string, unknown>
  >;
  return {
    kind,
    name: typeof name === 'string' ? name : '',
    ...(typeof namespace === 'string' && namespace !== '' ? { namespace } : {}),
  };
}

function keyOf({ kind, namespace = '', name }: ObjectRef): string {
  return [kind, namespace, name].join('\u0000');
}

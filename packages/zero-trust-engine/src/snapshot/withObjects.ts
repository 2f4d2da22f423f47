import { compareText } from './compareText';
import { RawObject } from './KubernetesObject';
import { ParsedKinds } from './parsedKinds';
import { ObjectLists, parseKnown } from './parseKnown';
import { Snapshot } from './Snapshot';

/**
 * A snapshot with some policies more, for a look at what they would do. They
 * take the place of what has their name. Workloads and facts stay as they are,
 * so the objects must be of kinds that neither is made of, and read labels that
 * all pods of a workload have alike. Throws for one that does not parse.
 *
 * @param removed - objects whose namesakes are gone
 */
export function withObjects(
  snapshot: Snapshot,
  objects: readonly RawObject[],
  removed: readonly RawObject[] = [],
): Snapshot {
  const added = listsOf(objects);
  const gone = listsOf(removed);
  const made = new Map<keyof ParsedKinds, readonly object[]>();
  return {
    ...snapshot,
    objects<K extends keyof ParsedKinds>(kind: K): readonly ParsedKinds[K][] {
      const more: readonly ParsedKinds[K][] = added[kind] ?? [];
      const less: readonly ParsedKinds[K][] = gone[kind] ?? [];
      if (more.length + less.length === 0) return snapshot.objects(kind);
      // The compiler cannot follow that the map holds this kind under its key.
      const known = made.get(kind) as readonly ParsedKinds[K][] | undefined;
      if (known) return known;
      const names = new Set([...more, ...less].map(nameOf));
      const kept = snapshot.objects(kind).filter(o => !names.has(nameOf(o)));
      // In the snapshot's order, on which searches by namespace rely.
      const list = [...kept, ...more].sort((a, b) =>
        compareText(nameOf(a), nameOf(b)),
      );
      made.set(kind, list);
      return list;
    },
  };
}

function listsOf(objects: readonly RawObject[]): ObjectLists {
  const lists: ObjectLists = {};
  for (const raw of objects) {
    const parsed = parseKnown(raw);
    if (!parsed || parsed.gaps.length > 0) {
      throw new Error(`${raw.kind} cannot be read: ${parsed?.gaps[0]?.detail}`);
    }
    parsed.addTo(lists);
  }
  return lists;
}

/** Policies have metadata; what has none is never added here. */
function nameOf(value: object): string {
  const meta = 'meta' in value ? value.meta : undefined;
  return meta &&
    typeof meta === 'object' &&
    'name' in meta &&
    'namespace' in meta
    ? [meta.namespace, meta.name].join('\u0000')
    : '';
}

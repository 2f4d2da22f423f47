import { isRecord } from './Field';
import { kinds } from './kinds';
import { ParsedKinds } from './parsedKinds';
import { parsers } from './parsers';
import { Snapshot } from './Snapshot';

/**
 * Whether an object that evidence names (`Kind namespace/name`, or `Kind name`)
 * is in a snapshot. Undefined for a kind that is not read.
 */
export function hasObject(
  snapshot: Snapshot,
  object: string,
): boolean | undefined {
  const space = object.indexOf(' ');
  const kind = object.slice(0, space);
  const keys = kinds.filter(k => k.kind === kind).map(({ key }) => key);
  const parsed = keys.filter(isParsed);
  if (parsed.length === 0) return undefined;
  const wanted = object.slice(space + 1);
  return parsed.some(key =>
    snapshot.objects(key).some(value => nameOf(value) === wanted),
  );
}

function isParsed(key: string): key is keyof ParsedKinds {
  return Object.hasOwn(parsers, key);
}

/** Most kinds have their name in `meta`, some are little more than it. */
function nameOf(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const { namespace, name } = isRecord(value.meta) ? value.meta : value;
  if (typeof name !== 'string') return undefined;
  return namespace ? `${namespace}/${name}` : name;
}

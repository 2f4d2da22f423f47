import { Gap } from './Gap';
import { isRecord } from './Field';
import { KindInfo, kindInfo } from './kinds';
import { RawObject } from './KubernetesObject';
import { ParsedKinds } from './parsedKinds';
import { groupOf } from './parseObject';
import { parsers } from './parsers';
import { selectorKeys } from './selectorKeys';

/** Normalised objects by kind, in the snapshot's order. */
export type ObjectLists = { [K in keyof ParsedKinds]?: ParsedKinds[K][] };

/** One object after parsing; remembered for as long as the raw object lives. */
export interface ParsedObject {
  /** A key of `kinds.ts`. */
  readonly key: string;
  /** Sorts by kind, namespace and name; equal for versions of one object. */
  readonly id: string;
  readonly namespace: string;
  readonly gaps: readonly Gap[];
  readonly selectorKeys: readonly string[];
  /** False for a malformed object, and of kinds that nothing parses. */
  readonly hasValue: boolean;
  /** Appends the value to its kind's list; nothing where there is no value. */
  addTo(lists: ObjectLists): void;
  /** Puts the value into a place of its kind's list, instead of some others. */
  putInto(lists: ObjectLists, place: number, instead: number): void;
  /** Takes the value in a place out of its kind's list. */
  takeFrom(lists: ObjectLists, place: number): void;
}

/** Kinds whose records are data and not selectors. */
const withoutSelectors = new Set<string>([
  'Pod',
  'ConfigMap',
  'Namespace',
  'Node',
  'EndpointSlice',
]);

/**
 * Parses an object of a kind in `kinds.ts`; undefined for any other. Of a kind
 * without parser only its presence counts.
 */
export function parseKnown(raw: RawObject): ParsedObject | undefined {
  const info = kindInfo(groupOf(raw.apiVersion), raw.kind);
  if (!info) return undefined;
  const { key } = info;
  const { namespace, name } = nameOf(raw, info);
  return {
    key,
    id: [key, namespace, name].join('\u0000'),
    namespace,
    selectorKeys: withoutSelectors.has(key) ? [] : selectorKeys(raw),
    ...(isParsed(key) ? parseAs(key, raw) : withoutValue([])),
  };
}

function isParsed(key: string): key is keyof ParsedKinds {
  return Object.hasOwn(parsers, key);
}

function parseAs<K extends keyof ParsedKinds>(
  key: K,
  raw: RawObject,
): ParsedValue {
  const parsed = parsers[key](raw);
  if (!parsed.ok) return withoutValue([parsed.gap]);
  const { value, notes } = parsed;
  // The compiler cannot follow that key and list have the same K.
  const listIn = (lists: ObjectLists): ParsedKinds[K][] => {
    lists[key] ??= [] as ObjectLists[K];
    return lists[key] as ParsedKinds[K][];
  };
  return {
    gaps: notes ?? [],
    hasValue: true,
    addTo: lists => listIn(lists).push(value),
    putInto: (lists, place, instead) =>
      listIn(lists).splice(place, instead, value),
    takeFrom: (lists, place) => listIn(lists).splice(place, 1),
  };
}

type ParsedValue = Pick<
  ParsedObject,
  'gaps' | 'hasValue' | 'addTo' | 'putInto' | 'takeFrom'
>;

function withoutValue(gaps: readonly Gap[]): ParsedValue {
  const nothing = () => {};
  return {
    gaps,
    hasValue: false,
    addTo: nothing,
    putInto: nothing,
    takeFrom: nothing,
  };
}

/** Name as far as the object has one: a broken object still takes its place. */
function nameOf(
  raw: RawObject,
  info: KindInfo,
): { readonly namespace: string; readonly name: string } {
  const metadata = isRecord(raw.metadata) ? raw.metadata : {};
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    namespace:
      info.scope === 'cluster' ? '' : text(metadata.namespace) || 'default',
    name: text(metadata.name),
  };
}

import { isDeepStrictEqual } from 'node:util';
import { KubeError } from '../protocol/KubeError';
import { cloneJson } from '../store/cloneJson';
import { isJsonObject, JsonObject, JsonValue } from '../store/KubeObject';

const unescape = (segment: string) =>
  segment.replace(/~1/g, '/').replace(/~0/g, '~');

const failed = (why: string) =>
  new KubeError({
    code: 422,
    reason: 'Invalid',
    message: `the server rejected our request due to an error in our request: ${why}`,
  });

const segmentsOf = (pointer: JsonValue | undefined): string[] => {
  if (typeof pointer !== 'string' || (pointer !== '' && pointer[0] !== '/'))
    throw KubeError.badRequest(
      `invalid JSON pointer ${JSON.stringify(pointer)}`,
    );
  return pointer.split('/').slice(1).map(unescape);
};

const child = (parent: JsonValue, key: string): JsonValue | undefined => {
  if (Array.isArray(parent)) return parent[Number(key)];
  return isJsonObject(parent) && Object.hasOwn(parent, key)
    ? parent[key]
    : undefined;
};

/** A path as the client wrote it, without the holder of the whole document. */
const shown = (path: string[]) => `"/${path.slice(1).join('/')}"`;

const read = (document: JsonValue, path: string[]): JsonValue => {
  let current: JsonValue = document;
  for (const key of path) {
    const next = child(current, key);
    if (next === undefined) throw failed(`path ${shown(path)} does not exist`);
    current = next;
  }
  return current;
};

const indexIn = (list: JsonValue[], key: string, limit: number): number => {
  const index = Number(key);
  if (!/^\d+$/.test(key) || index > limit)
    throw failed(`index "${key}" is out of range for a list of ${list.length}`);
  return index;
};

const add = (document: JsonValue, path: string[], value: JsonValue) => {
  const key = path[path.length - 1];
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) {
    if (key === '-') parent.push(value);
    else parent.splice(indexIn(parent, key, parent.length), 0, value);
  } else if (isJsonObject(parent)) parent[key] = value;
  else throw failed(`path ${shown(path)} is not inside an object or list`);
};

const remove = (document: JsonValue, path: string[]): JsonValue => {
  const value = read(document, path);
  const key = path[path.length - 1];
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isJsonObject(parent)) delete parent[key];
  return value;
};

/** Applies a JSON Patch (RFC 6902) to a copy of the document. */
export const applyJsonPatch = (
  document: JsonObject,
  patch: unknown,
): JsonObject => {
  if (!Array.isArray(patch))
    throw KubeError.badRequest('a JSON patch must be a list of operations');
  const holder = { document: cloneJson(document) as JsonValue };
  const inHolder = (pointer: JsonValue | undefined) => [
    'document',
    ...segmentsOf(pointer),
  ];
  for (const operation of patch as JsonObject[]) {
    const path = inHolder(operation.path);
    const value = cloneJson(operation.value ?? null);
    switch (operation.op) {
      case 'add':
        add(holder, path, value);
        break;
      case 'remove':
        remove(holder, path);
        break;
      case 'replace':
        remove(holder, path);
        add(holder, path, value);
        break;
      case 'move':
        add(holder, path, remove(holder, inHolder(operation.from)));
        break;
      case 'copy':
        add(holder, path, cloneJson(read(holder, inHolder(operation.from))));
        break;
      case 'test':
        if (!isDeepStrictEqual(read(holder, path), value))
          throw failed(`testing path "${operation.path}" failed`);
        break;
      default:
        throw KubeError.badRequest(
          `unknown JSON patch operation ${JSON.stringify(operation.op)}`,
        );
    }
  }
  if (!isJsonObject(holder.document))
    throw failed('the patched document is not an object');
  return holder.document;
};

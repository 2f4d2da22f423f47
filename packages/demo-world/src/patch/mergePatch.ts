import { cloneJson } from '../store/cloneJson';
import { isJsonObject, JsonObject, JsonValue } from '../store/KubeObject';

const merge = (target: JsonValue | undefined, patch: JsonValue): JsonValue => {
  if (!isJsonObject(patch)) return patch;
  const result: JsonObject = isJsonObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined) delete result[key];
    else result[key] = merge(result[key], value);
  }
  return result;
};

/** Applies a JSON Merge Patch (RFC 7386): null removes, lists are replaced. */
export const applyMergePatch = (
  document: JsonObject,
  patch: JsonObject,
): JsonObject => merge(cloneJson(document), patch) as JsonObject;

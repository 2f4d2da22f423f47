import { ObjectPlace, objectsAmong } from '../yaml/findObject';
import { readValues } from '../yaml/openYaml';
import { maxFileBytes } from '../yaml/readYamlText';
import { WorkingTree } from '../tree/WorkingTree';
import { isInside } from './cleanPath';
import { isDeniedFile } from './deniedFile';

const maxFiles = 2000;
const maxTotalBytes = 20 * 1024 * 1024;
/** Reads under way at once. */
const batch = 16;

/** An object and the file that it stands in. */
export interface FoundObject extends ObjectPlace {
  readonly path: string;
}

/** What files were found to hold, by path, so that each is parsed once. */
export type ParsedFiles = Map<
  string,
  { readonly text: string; readonly objects: readonly ObjectPlace[] }
>;

export interface TreeSearch {
  readonly found: readonly FoundObject[];
  /** Whether every file below the roots was looked at. */
  readonly complete: boolean;
}

/**
 * Every object of the given kinds in the YAML files below the roots. Files that
 * cannot be edited are passed over: nothing in them is a target.
 */
export const searchTree = async (
  tree: WorkingTree,
  roots: readonly string[],
  kinds: readonly string[],
  parsed: ParsedFiles = new Map(),
): Promise<TreeSearch> => {
  const paths = tree
    .paths()
    .filter(
      path =>
        /\.ya?ml$/.test(path) &&
        !isDeniedFile(path) &&
        roots.some(root => isInside(path, root)),
    );
  const readable = paths.slice(0, maxFiles).filter(withinBudget(tree));
  const found: FoundObject[] = [];
  let left = maxTotalBytes;
  let at = 0;
  // Hosts that tell no sizes are found out while reading.
  for (; at < readable.length && left > 0; at += batch) {
    const files = readable.slice(at, at + batch);
    const objects = await Promise.all(
      files.map(path => objectsIn(tree, path, kinds, parsed)),
    );
    found.push(...objects.flat());
    left -= files.reduce((sum, path) => sum + tree.sizeOf(path), 0);
  }
  return {
    found,
    complete: readable.length === paths.length && at >= readable.length,
  };
};

/** Takes files until the bytes are spent; large ones never. */
const withinBudget = (tree: WorkingTree): ((path: string) => boolean) => {
  let left = maxTotalBytes;
  return path => {
    const size = tree.sizeOf(path);
    if (size > maxFileBytes || size > left) return false;
    left -= size;
    return true;
  };
};

const objectsIn = async (
  tree: WorkingTree,
  path: string,
  kinds: readonly string[],
  parsed: ParsedFiles,
): Promise<readonly FoundObject[]> => {
  const text = await tree.read(path);
  // Parsing costs; most files do not even name the kind.
  if (!text.ok || text.value === undefined) return [];
  const { value } = text;
  if (!kinds.some(kind => value.includes(kind))) return [];
  const known = parsed.get(path);
  const objects = known?.text === value ? known.objects : parse(value);
  parsed.set(path, { text: value, objects });
  return objects
    .filter(({ identity }) => kinds.includes(identity.kind))
    .map(place => ({ ...place, path }));
};

const parse = (text: string): readonly ObjectPlace[] => {
  const values = readValues(text);
  return values.ok ? objectsAmong(values.value) : [];
};

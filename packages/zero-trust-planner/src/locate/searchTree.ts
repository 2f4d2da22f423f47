import { ObjectPlace, objectsOf } from '../yaml/findObject';
import { openYaml, YamlFile } from '../yaml/openYaml';
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
  readonly file: YamlFile;
}

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
  for (let start = 0; start < readable.length; start += batch) {
    const files = readable.slice(start, start + batch);
    const objects = await Promise.all(
      files.map(path => objectsIn(tree, path, kinds)),
    );
    found.push(...objects.flat());
  }
  return { found, complete: readable.length === paths.length };
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
): Promise<readonly FoundObject[]> => {
  const text = await tree.read(path);
  // Parsing costs; most files do not even name the kind.
  if (!text.ok || text.value === undefined) return [];
  const { value } = text;
  if (!kinds.some(kind => value.includes(kind))) return [];
  const file = openYaml(value);
  if (!file.ok) return [];
  return objectsOf(file.value)
    .filter(({ identity }) => kinds.includes(identity.kind))
    .map(place => ({ ...place, path, file: file.value }));
};

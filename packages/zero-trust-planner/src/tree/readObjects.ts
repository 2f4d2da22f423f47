import { RawObject } from '@ztn/zero-trust-engine';
import { EditRefusal } from '../EditRefusal';
import { isRawObject } from '../objectRef';
import { RepositoryTree } from '../PolicySource';
import { objectsOf } from '../yaml/findObject';
import { openYaml } from '../yaml/openYaml';
import { sameValue } from '../yaml/sameValue';
import { WorkingTree } from './WorkingTree';

/** What files say at a commit. */
export interface ReadObjects {
  readonly objects: readonly {
    readonly path: string;
    readonly object: RawObject;
  }[];
  /** Files that are not there. */
  readonly missing: readonly string[];
  /** Files that cannot be trusted to say one thing to every reader. */
  readonly unreadable: readonly {
    readonly path: string;
    readonly refusal: EditRefusal;
  }[];
}

/**
 * Reads objects back, for what was merged instead of what was planned. A file
 * that YAML 1.1 and 1.2 read differently is not rounded to either.
 */
export const readObjects = async (
  tree: RepositoryTree,
  paths: readonly string[],
): Promise<ReadObjects> => {
  const working = new WorkingTree(tree);
  const objects: { path: string; object: RawObject }[] = [];
  const missing: string[] = [];
  const unreadable: { path: string; refusal: EditRefusal }[] = [];
  for (const path of paths) {
    const text = await working.read(path);
    if (text.ok && text.value === undefined) {
      missing.push(path);
    } else {
      const read = text.ok ? readText(text.value ?? '') : text.refusal;
      if ('code' in read) unreadable.push({ path, refusal: read });
      else objects.push(...read.objects.map(object => ({ path, object })));
    }
  }
  return { objects, missing, unreadable };
};

const readText = (
  text: string,
): EditRefusal | { readonly objects: readonly RawObject[] } => {
  const file = openYaml(text);
  if (!file.ok) return file.refusal;
  if (!sameValue(file.value.readings['1.1'], file.value.readings['1.2'])) {
    return {
      code: 'EDIT_NOT_PROVABLE',
      message: 'YAML 1.1 and 1.2 read the file differently',
    };
  }
  return {
    objects: objectsOf(file.value)
      .map(({ value }): unknown => value)
      .filter(isRawObject),
  };
};

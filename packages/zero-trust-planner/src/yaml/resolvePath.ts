import {
  Node,
  Pair,
  YAMLMap,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
} from 'yaml';
import { OrRefusal, accepted, refused } from '../EditRefusal';
import { YamlFile } from './openYaml';

/** What stands at a path. */
export interface ResolvedPath {
  /** `undefined`: the last key of the path is missing. */
  readonly node: Node | undefined;
  /** Of the last key, when it is one. */
  readonly pair?: Pair;
  /** That holds, or would hold, the last key. */
  readonly parent?: YAMLMap;
}

export type YamlPath = readonly (string | number)[];

/**
 * Walks to a path through plain nodes only: where an alias, an anchor, a tag or a
 * merge key is on the way, an edit here would change something elsewhere.
 */
export const resolvePath = (
  file: YamlFile,
  document: number,
  path: YamlPath,
): OrRefusal<ResolvedPath> => {
  let at: ResolvedPath = {
    node: file.documents[document]?.contents ?? undefined,
  };
  for (const step of path) {
    const next = stepInto(at.node, step);
    if (!next.ok) return next;
    at = next.value;
  }
  return at.node === undefined || isPlain(at.node) ? accepted(at) : shared();
};

const stepInto = (
  node: Node | undefined,
  step: string | number,
): OrRefusal<ResolvedPath> => {
  if (!node || !isPlain(node)) return shared();
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return isNode(item) ? accepted({ node: item }) : missing();
  }
  if (!isMap(node)) return missing();
  const pair = node.items.find(
    ({ key }) => isScalar(key) && key.value === step,
  );
  if (pair) {
    if (!isNode(pair.key) || !isPlain(pair.key)) return shared();
    return accepted({
      node: isNode(pair.value) ? pair.value : undefined,
      pair,
      parent: node,
    });
  }
  return hasMergeKey(node)
    ? shared()
    : accepted({ node: undefined, parent: node });
};

const isPlain = (node: Node): boolean =>
  !isAlias(node) &&
  // Set for explicit tags only, as nodes come from a file.
  node.tag === undefined &&
  !('anchor' in node && node.anchor !== undefined);

const hasMergeKey = (map: YAMLMap): boolean =>
  map.items.some(({ key }) => isScalar(key) && key.source === '<<');

const shared = () =>
  refused(
    'EDIT_NOT_PROVABLE',
    'an alias, an anchor, a tag or a merge key is on the way to the list',
  );

const missing = () =>
  refused('EDIT_NOT_PROVABLE', 'the list is not where it should be');

import { OrRefusal, accepted, refused } from '../EditRefusal';
import { mayWrite } from '../locate/mayWrite';
import { openYaml, YamlFile } from '../yaml/openYaml';
import { SourceState } from './SourceState';

/**
 * A file that may be written, opened; `undefined` when there is none yet. A file
 * that holds a Secret is refused: a diff would show its neighbourhood.
 */
export const editableFile = async (
  { source, tree }: SourceState,
  path: string,
): Promise<OrRefusal<YamlFile | undefined>> => {
  const writable = mayWrite(path, source, tree.tree);
  if (!writable.ok) return writable;
  const text = await tree.read(path);
  if (!text.ok) return text;
  if (text.value === undefined) return accepted(undefined);
  if (/^[-\s{]*["']?kind["']?\s*:\s*["']?Secret\b/m.test(text.value)) {
    return refused('EDIT_NOT_PROVABLE', 'the file holds a secret');
  }
  return openYaml(text.value);
};

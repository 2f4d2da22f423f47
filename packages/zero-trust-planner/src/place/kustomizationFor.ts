import { OrRefusal, accepted, refused } from '../EditRefusal';
import { findKustomization } from '../kustomization/findKustomization';
import {
  Kustomization,
  readKustomization,
} from '../kustomization/readKustomization';
import { openYaml, YamlFile } from '../yaml/openYaml';
import { SourceState } from './SourceState';

/** A kustomization with its file. */
export interface FoundKustomization {
  readonly path: string;
  readonly file: YamlFile;
  readonly content: Kustomization;
}

/** The kustomization that a file belongs to; none where none is kept. */
export const kustomizationFor = async (
  { source, tree }: SourceState,
  path: string,
): Promise<OrRefusal<FoundKustomization | undefined>> => {
  if (source.kustomization === 'none') return accepted(undefined);
  const found = findKustomization(path, tree.paths(), source.roots);
  if (!found.ok) return found;
  if (found.value === undefined) return accepted(undefined);
  const text = await tree.read(found.value);
  if (!text.ok) return text;
  if (text.value === undefined) {
    return refused('EDIT_NOT_PROVABLE', 'the kustomization cannot be read');
  }
  const file = openYaml(text.value);
  if (!file.ok) return file;
  const content = readKustomization(file.value);
  if (!content.ok) return content;
  return accepted({
    path: found.value,
    file: file.value,
    content: content.value,
  });
};

import { RawObject } from '@ztn/zero-trust-engine';
import { OrRefusal, accepted } from '../EditRefusal';
import { ObjectIdentity, objectRef } from '../objectRef';
import { appendDocument } from '../yaml/appendDocument';
import { printYaml } from '../yaml/printYaml';
import { editableFile } from './editableFile';
import { listInKustomization } from './listInKustomization';
import { LocatedBy, PlacedObject } from './Placement';
import { SourceState } from './SourceState';

/**
 * An object as a document of its own: at the end of the file that is there, else
 * in a new one, which its kustomization then lists. All of it or nothing.
 */
export const addObject = async (
  state: SourceState,
  path: string,
  object: RawObject,
  identity: ObjectIdentity,
  locatedBy: LocatedBy,
): Promise<OrRefusal<PlacedObject>> => {
  const file = await editableFile(state, path);
  if (!file.ok) return file;
  const text = file.value
    ? appendDocument(file.value, object)
    : printYaml(object);
  if (!text.ok) return text;
  const undo = state.tree.checkpoint();
  const isOurs = !state.tree.tree.files.some(
    ({ path: other }) => other === path,
  );
  state.tree.write(path, text.value);
  const listed = await listInKustomization(
    state,
    path,
    identity,
    isOurs ? 'new' : 'existing',
  );
  if (!listed.ok) {
    undo();
    return listed;
  }
  return accepted({
    object: objectRef(identity),
    path,
    how: file.value ? 'document' : 'file',
    locatedBy,
    ...listed.value,
  });
};

import { OrRefusal, accepted } from '../EditRefusal';
import { compareText } from '../canonicalJson';
import { insertItem } from '../yaml/insertItem';
import { YamlFile } from '../yaml/openYaml';
import { removeItem } from '../yaml/removeItem';
import { readKustomization } from './readKustomization';

const path = ['resources'];

const plain = (entry: string): string => entry.replace(/^(?:\.\/)+/, '');

/**
 * The kustomization with a resource listed: in order where the list is sorted,
 * at its end otherwise. The text as it was when it is listed already.
 */
export const addResource = (
  file: YamlFile,
  resource: string,
): OrRefusal<string> => {
  const kustomization = readKustomization(file);
  if (!kustomization.ok) return kustomization;
  const { resources } = kustomization.value;
  const entries = resources.map(entry => plain(String(entry)));
  if (entries.includes(plain(resource))) return accepted(file.text);
  const dotted =
    resources.length > 0 &&
    resources.every(entry => String(entry).startsWith('./'));
  return insertItem(file, {
    document: 0,
    path,
    item: dotted ? `./${plain(resource)}` : plain(resource),
    ...placeAmong(entries, plain(resource)),
  });
};

const placeAmong = (
  entries: readonly string[],
  resource: string,
): { readonly at?: number } => {
  const isSorted = entries.every(
    (entry, index) =>
      index === 0 || compareText(entries[index - 1], entry) <= 0,
  );
  const at = entries.findIndex(entry => compareText(entry, resource) > 0);
  return isSorted && at >= 0 ? { at } : {};
};

/** The kustomization without a resource; as it was when it is not listed. */
export const dropResource = (
  file: YamlFile,
  resource: string,
): OrRefusal<string> => {
  const kustomization = readKustomization(file);
  if (!kustomization.ok) return kustomization;
  const at = kustomization.value.resources.findIndex(
    entry => plain(String(entry)) === plain(resource),
  );
  return at < 0
    ? accepted(file.text)
    : removeItem(file, { document: 0, path, at });
};

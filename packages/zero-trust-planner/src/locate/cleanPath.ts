import { OrRefusal, accepted, refused } from '../EditRefusal';

const refusal = () =>
  refused('SOURCE_NOT_WRITABLE', 'a path is not one that may be written');

const segmentPattern = /^[A-Za-z0-9_][A-Za-z0-9._@+=,-]*$/;

/**
 * A relative path of plain segments, or a refusal: nothing absolute, empty, `.`
 * or `..` (also behind percent-encoding), no backslash, only ASCII.
 */
export const cleanPath = (path: string): OrRefusal<string> => {
  if (path.length === 0 || path.length > 1024) return refusal();
  const segments = path.split('/');
  // The pattern has no `%`: what is encoded, once or twice, never decodes here.
  return segments.every(segment => segmentPattern.test(segment))
    ? accepted(path)
    : refusal();
};

/** Whether a path is the folder or in it, by whole segments. */
export const isInside = (path: string, folder: string): boolean => {
  const parent = trimFolder(folder);
  return parent === '' || path === parent || path.startsWith(`${parent}/`);
};

/** A folder without `./` in front and slashes behind; empty for the root. */
export const trimFolder = (folder: string): string => {
  const trimmed = folder.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  return trimmed === '.' ? '' : trimmed;
};

export const folderOf = (path: string): string =>
  path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';

export const fileNameOf = (path: string): string =>
  path.slice(path.lastIndexOf('/') + 1);

/** A path in a folder; the root is the empty folder. */
export const joinPath = (folder: string, name: string): string =>
  folder === '' ? name : `${folder}/${name}`;

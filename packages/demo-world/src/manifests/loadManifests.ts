import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LineCounter, parseAllDocuments } from 'yaml';
import { isJsonObject, KubeObject } from '../store/KubeObject';

/** An object read from a file, and where a person finds it. */
export interface Manifest {
  readonly object: KubeObject;
  /** `apps/api.yaml, document 2, line 17`. */
  readonly source: string;
}

/** A manifest that cannot be used; the message names file, document and line. */
export class ManifestError extends Error {
  constructor(source: string, why: string) {
    super(`${source}: ${why}`);
    this.name = 'ManifestError';
  }
}

const isManifest = (name: string) => /\.(ya?ml|json)$/.test(name);

const toManifests = (value: unknown, source: string): Manifest[] => {
  if (value === null || value === undefined) return [];
  if (!isJsonObject(value))
    throw new ManifestError(source, 'this is not a Kubernetes object');
  if (typeof value.kind !== 'string' || typeof value.apiVersion !== 'string')
    throw new ManifestError(source, 'apiVersion or kind is missing');
  if (value.kind.endsWith('List') && Array.isArray(value.items))
    return value.items.flatMap(item => toManifests(item, source));
  if (!isJsonObject(value.metadata))
    throw new ManifestError(source, 'metadata is missing');
  return [{ object: value as unknown as KubeObject, source }];
};

/** Reads the documents of one file. */
export const parseManifests = (text: string, file: string): Manifest[] => {
  const lines = new LineCounter();
  return parseAllDocuments(text, { lineCounter: lines }).flatMap(
    (document, index) => {
      const sourceAt = (offset: number) =>
        `${file}, document ${index + 1}, line ${lines.linePos(offset).line}`;
      const [error] = document.errors;
      if (error) {
        const [reason] = error.message.split(' at line');
        throw new ManifestError(sourceAt(error.pos[0]), reason);
      }
      const start = document.contents?.range?.[0] ?? 0;
      return toManifests(document.toJS(), sourceAt(start));
    },
  );
};

/** Reads every manifest below a folder, in the order of paths. */
export const loadManifests = (folder: string): Manifest[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && isManifest(entry.name))
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort()
    .flatMap(file =>
      parseManifests(readFileSync(file, 'utf8'), path.relative(folder, file)),
    );

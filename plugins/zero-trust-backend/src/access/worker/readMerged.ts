import { RawObject } from '@ztn/zero-trust-engine';
import { FileContent } from '@ztn/backstage-plugin-zero-trust-node';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { canonical } from '../plan/fingerprint';
import { nameOf } from '../service/toManifests';
import { RequestRecord } from '../store/StoredRequest';
import { WorkContext } from './WorkContext';

/** What a merge did to the objects in a request's files. */
export interface MergedObjects {
  /** Those that are new, or another than before. */
  readonly objects: readonly RawObject[];
  /** The same ones before the change, where they were there. */
  readonly before: readonly RawObject[];
}

/**
 * The objects in a request's files, as they were merged. Others in the same
 * files, which nobody touched, are none of its business.
 */
export async function readMerged(
  { request, parts }: RequestRecord,
  { sources }: WorkContext,
): Promise<MergedObjects> {
  const objects: RawObject[] = [];
  const before: RawObject[] = [];
  for (const part of parts) {
    if (part.mergeSha === undefined) continue;
    const { host } = sources.get(part.sourceId);
    const planned = request.plan.parts[part.ordinal];
    const isOurs = part.mergeSha !== part.baseSha;
    for (const path of new Set([...(planned?.paths ?? []), ...part.files])) {
      const merged = objectsAt(await host.readFile(part.mergeSha, path));
      const old = isOurs
        ? objectsAt(await host.readFile(part.baseSha, path))
        : new Map<string, RawObject>();
      for (const [name, object] of merged) {
        const known = old.get(name);
        if (known && canonical(known) === canonical(object)) continue;
        objects.push(object);
        if (known) before.push(known);
      }
    }
  }
  return { objects, before };
}

function objectsAt(
  content: FileContent | undefined,
): ReadonlyMap<string, RawObject> {
  const found = content ? objectsIn(content.bytes) : [];
  return new Map(found.map(object => [nameOf(object), object]));
}

function objectsIn(bytes: Uint8Array): readonly RawObject[] {
  const text = new TextDecoder().decode(bytes);
  return parseAllDocuments(text, { uniqueKeys: true })
    .filter(document => document.errors.length === 0)
    .map(document => document.toJS({ maxAliasCount: 50 }))
    .filter(isObject);
}

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

function isObject(value: unknown): value is RawObject {
  return objectSchema.safeParse(value).success;
}

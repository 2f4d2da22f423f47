import { RawObject } from '@ztn/zero-trust-engine';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { RequestRecord } from '../store/StoredRequest';
import { WorkContext } from './WorkContext';

/** The objects in a request's files, as they were merged. */
export async function readMerged(
  { request, parts }: RequestRecord,
  { sources }: WorkContext,
): Promise<readonly RawObject[]> {
  const found: RawObject[] = [];
  for (const part of parts) {
    if (part.mergeSha === undefined) continue;
    const { host } = sources.get(part.sourceId);
    const planned = request.plan.parts[part.ordinal];
    for (const path of planned?.paths ?? part.files) {
      const content = await host.readFile(part.mergeSha, path);
      if (content) found.push(...objectsIn(content.bytes));
    }
  }
  return found;
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

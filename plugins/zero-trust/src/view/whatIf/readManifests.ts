import { MAX_WHATIF_OBJECTS } from '@ztn/backstage-plugin-zero-trust-common';
import { MessageKey } from '../Translate';

/** A manifest that was read. Only what the backend needs to know it is checked. */
export type Manifest = Record<string, unknown>;

/** What was pasted, as objects, or what is wrong with it. */
export type Manifests =
  | { ok: true; objects: Manifest[] }
  | {
      ok: false;
      error: { key: MessageKey; values?: Record<string, string | number> };
    };

/**
 * Reads pasted YAML: several documents, `List` kinds unfolded, empty documents
 * passed over. The reader is loaded when the first text is read.
 */
export async function readManifests(text: string): Promise<Manifests> {
  const { parseAllDocuments, LineCounter } = await import('yaml');
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter,
    prettyErrors: false,
  });
  const objects: Manifest[] = [];
  for (const [index, document] of [...documents].entries()) {
    const [error] = document.errors;
    if (error) {
      const { line } = lineCounter.linePos(error.pos[0]);
      return fail('whatif.error.yaml', { line, message: error.message });
    }
    const value: unknown = document.toJS();
    if (value === null || value === undefined) continue;
    for (const item of unfold(value)) {
      const field = missingField(item);
      if (field) {
        return fail('whatif.error.notObject', { number: index + 1, field });
      }
      objects.push(item as Manifest);
    }
  }
  return objects.length > MAX_WHATIF_OBJECTS
    ? fail('whatif.error.many', { most: MAX_WHATIF_OBJECTS })
    : { ok: true, objects };
}

function fail(
  key: MessageKey,
  values?: Record<string, string | number>,
): Manifests {
  return { ok: false, error: { key, values } };
}

function unfold(value: unknown): readonly unknown[] {
  const { kind, items } = fieldsOf(value);
  return typeof kind === 'string' &&
    kind.endsWith('List') &&
    Array.isArray(items)
    ? items
    : [value];
}

function missingField(value: unknown): string | undefined {
  const { apiVersion, kind, metadata } = fieldsOf(value);
  if (typeof apiVersion !== 'string') return 'apiVersion';
  if (typeof kind !== 'string') return 'kind';
  return typeof fieldsOf(metadata).name === 'string'
    ? undefined
    : 'metadata.name';
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value }
    : {};
}

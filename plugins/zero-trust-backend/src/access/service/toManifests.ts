import { formatObjectRef, RawObject } from '@ztn/zero-trust-engine';
import {
  PlannedObject,
  printYaml,
  REQUEST_ID_ANNOTATION,
} from '@ztn/zero-trust-planner';
import { z } from 'zod';

const metadataSchema = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

/** Objects as YAML for those who commit by hand: without the request's marks. */
export function toManifests(
  objects: readonly PlannedObject[],
): { object: string; yaml: string }[] {
  return objects.flatMap(({ object }) => {
    const printed = printYaml(withoutMarks(object));
    return printed.ok ? [{ object: nameOf(object), yaml: printed.value }] : [];
  });
}

/** `Kind namespace/name`. */
export function nameOf({ kind, metadata }: RawObject): string {
  const { name, namespace } = metadataSchema.parse(metadata);
  return formatObjectRef({ kind, namespace, name });
}

function withoutMarks(object: RawObject): RawObject {
  const { annotations = {}, ...metadata } = metadataSchema.parse(
    object.metadata,
  );
  const rest = Object.entries(annotations).filter(
    ([name]) => name !== REQUEST_ID_ANNOTATION,
  );
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(rest.length > 0 ? { annotations: Object.fromEntries(rest) } : {}),
    },
  };
}

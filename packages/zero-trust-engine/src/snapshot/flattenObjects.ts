import { isRecord } from './Field';
import { Gap } from './Gap';
import { RawObject } from './KubernetesObject';

/**
 * Opens `List` kinds (`List`, `PodList`, …) and sets aside what is no
 * Kubernetes object at all.
 */
export function flattenObjects(values: readonly unknown[]): {
  readonly objects: readonly RawObject[];
  readonly gaps: readonly Gap[];
} {
  const objects: RawObject[] = [];
  const gaps: Gap[] = [];
  const visit = (value: unknown): void => {
    if (!isRawObject(value)) {
      gaps.push({
        kind: '',
        group: '',
        reason: 'malformed',
        detail: 'not a Kubernetes object: no apiVersion and kind',
      });
    } else if (value.kind.endsWith('List') && Array.isArray(value.items)) {
      value.items.forEach(item => visit(withListKind(item, value)));
    } else {
      objects.push(value);
    }
  };
  values.forEach(visit);
  return { objects, gaps };
}

/** Items of a typed list from an API server do not repeat their kind. */
function withListKind(item: unknown, list: RawObject): unknown {
  if (!isRecord(item) || isRawObject(item) || list.kind === 'List') return item;
  return {
    ...item,
    apiVersion: list.apiVersion,
    kind: list.kind.slice(0, -'List'.length),
  };
}

function isRawObject(value: unknown): value is RawObject {
  return (
    isRecord(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string'
  );
}

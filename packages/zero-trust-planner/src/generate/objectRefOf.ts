import { formatObjectRef, RawObject } from '@ztn/zero-trust-engine';

/** `Kind namespace/name` of any object; what is no text is left empty. */
export function objectRefOf({ kind, metadata }: RawObject): string {
  return formatObjectRef({
    kind,
    name: textIn(metadata, 'name'),
    namespace: textIn(metadata, 'namespace'),
  });
}

function textIn(value: unknown, key: string): string {
  const found =
    typeof value === 'object' && value !== null && key in value
      ? Object.entries(value).find(([name]) => name === key)?.[1]
      : undefined;
  return typeof found === 'string' ? found : '';
}

import { Field, StringMap } from '@ztn/zero-trust-engine';

/** Multus reads from it which further networks a pod is attached to. */
export const networksAnnotation = 'k8s.v1.cni.cncf.io/networks';

/** A network that a pod is attached to beside its primary one. */
export interface Attachment {
  readonly name: string;
  /** Addresses that the pod asks for in it; empty when it leaves that open. */
  readonly addresses: readonly string[];
}

/**
 * The attached networks: `a`, `namespace/a@interface`, a list of these with
 * commas, or JSON. The namespace of the definition does not matter: equal names
 * are one network.
 */
export function attachmentsOf(annotations: StringMap): readonly Attachment[] {
  const text = annotations[networksAnnotation]?.trim() ?? '';
  const listed = text.startsWith('[')
    ? attachmentsInJson(text)
    : text.split(',').map(name => ({ name, addresses: [] }));
  return listed
    .map(({ name, addresses }) => ({ name: lastPart(name), addresses }))
    .filter(({ name }) => name !== '');
}

/** `namespace/name@interface` → `name`. */
export function lastPart(name: string): string {
  return name.trim().split('/').at(-1)?.split('@')[0] ?? '';
}

function attachmentsInJson(text: string): readonly Attachment[] {
  try {
    return new Field(JSON.parse(text) as unknown).items().map(item => ({
      name: item.at('name').string(),
      addresses: item
        .at('ips')
        .strings()
        .map(address => address.split('/')[0]),
    }));
  } catch {
    // Multus refuses such a pod; it has no further network.
    return [];
  }
}

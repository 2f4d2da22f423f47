/**
 * A workload as people name it: `namespace/Kind/name`, with `cluster:` in front
 * where several clusters are in play. `kind` is the owner's kind
 * (`Deployment`, `StatefulSet`, `CronJob`, …) or `Pod` for an ownerless pod.
 */
export interface WorkloadRef {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** `namespace/Kind/name`. */
export function formatWorkloadRef(ref: WorkloadRef): string {
  return `${ref.namespace}/${ref.kind}/${ref.name}`;
}

/**
 * Reads `namespace/Kind/name`; `undefined` when the text has another shape.
 * Nothing is guessed: a ref with empty parts is refused.
 */
export function parseWorkloadRef(text: string): WorkloadRef | undefined {
  const parts = text.split('/');
  if (parts.length !== 3 || parts.some(part => part === '')) return undefined;
  const [namespace, kind, name] = parts;
  return { namespace, kind, name };
}

/** A cluster object as evidence names it. */
export interface ObjectRef {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** `Kind namespace/name`, or `Kind name` for a cluster-scoped object. */
export function formatObjectRef(ref: ObjectRef): string {
  return ref.namespace
    ? `${ref.kind} ${ref.namespace}/${ref.name}`
    : `${ref.kind} ${ref.name}`;
}

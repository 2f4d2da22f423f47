import {
  Severity,
  severitySchema,
} from '@ztn/backstage-plugin-zero-trust-common';

/** A found finding. */
export interface FoundFinding {
  readonly title: string;
  readonly location: string;
  readonly entityRef: string;
  readonly code: string;
  readonly severity: Severity;
}

/** Reads a document of the search; undefined for one of another shape. */
export function findingDocument(document: unknown): FoundFinding | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  const { title, location, entityRef, code, severity } = document as Partial<
    Record<keyof FoundFinding, unknown>
  >;
  const known = severitySchema.safeParse(severity);
  return typeof title === 'string' &&
    typeof location === 'string' &&
    typeof entityRef === 'string' &&
    typeof code === 'string' &&
    known.success
    ? { title, location, entityRef, code, severity: known.data }
    : undefined;
}

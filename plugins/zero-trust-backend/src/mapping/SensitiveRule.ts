import { Entity } from '@backstage/catalog-model';
import { SENSITIVE_ANNOTATION } from '@ztn/backstage-plugin-zero-trust-common';

/** How the catalog says that an entity must not be lost. */
export interface SensitiveRule {
  /** Annotation → the value that says so. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
}

export const defaultSensitiveRule: SensitiveRule = {
  annotations: { [SENSITIVE_ANNOTATION]: 'true' },
  tags: [],
};

/** One annotation or tag is enough. */
export function isSensitive(
  { metadata }: Entity,
  { annotations, tags }: SensitiveRule,
): boolean {
  return (
    Object.entries(annotations).some(
      ([name, value]) => metadata.annotations?.[name] === value,
    ) || tags.some(tag => metadata.tags?.includes(tag))
  );
}

import { Entity } from '@backstage/catalog-model';

/** Kinds that workloads can stand behind. */
const kinds = ['component', 'resource', 'api'];

/**
 * Whether the tab makes sense for an entity. It depends on the kind alone: an
 * entity without the annotation gets a tab that says which annotation to add.
 *
 * @public
 */
export function isZeroTrustAvailable(entity: Entity): boolean {
  return kinds.includes(entity.kind.toLocaleLowerCase('en-US'));
}

import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { PeerEntity } from '@ztn/backstage-plugin-zero-trust-common';
import { MappingRule, mappingRulesOf } from './MappingRule';
import { isSensitive, SensitiveRule } from './SensitiveRule';

/** What is remembered of a catalog entity that names workloads. */
export interface IndexedEntity {
  readonly peer: PeerEntity;
  /** Reference of the system that it is part of. */
  readonly system?: string;
  readonly sensitive: boolean;
  readonly rules: readonly MappingRule[];
}

/** Fields of an entity that the index needs; nothing else is fetched. */
export const indexedFields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'metadata.tags',
  'spec.owner',
  'relations',
];

/** The entity as the index remembers it; undefined when it names no workload. */
export function indexedEntity(
  entity: Entity,
  rule: SensitiveRule,
): IndexedEntity | undefined {
  const rules = mappingRulesOf(entity);
  if (rules.length === 0) return undefined;
  const owner = entity.relations?.find(r => r.type === RELATION_OWNED_BY);
  // Both kinds of relations exist; only a system is meant.
  const system = entity.relations?.find(
    r => r.type === RELATION_PART_OF && r.targetRef.startsWith('system:'),
  );
  return {
    peer: {
      entityRef: stringifyEntityRef(entity),
      ...(entity.metadata.title ? { title: entity.metadata.title } : {}),
      ...(owner ? { owner: owner.targetRef } : {}),
    },
    ...(system ? { system: system.targetRef } : {}),
    sensitive: isSensitive(entity, rule),
    rules,
  };
}

import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  Finding,
  severitySchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { FindingDocument } from './FindingDocument';
import { FoundWorkload } from './FoundWorkload';

/**
 * One document per code: the same finding on several ports or policies is one
 * thing to find. Objects and values of a finding are left out, because they may
 * name other workloads; the tab shows them to whoever may see them.
 */
export function toDocuments(
  entity: Entity,
  workloads: readonly FoundWorkload[],
  locationOf: (entity: Entity) => string,
): FindingDocument[] {
  const entityRef = stringifyEntityRef(entity);
  const { title = entity.metadata.name } = entity.metadata;
  const owner =
    entity.relations?.find(({ type }) => type === 'ownedBy')?.targetRef ?? '';
  const codes = new Map<string, { worst: Finding; places: Set<string> }>();
  for (const { cluster, namespace, kind, name, findings } of workloads) {
    for (const finding of findings) {
      const place = `${cluster} ${namespace}/${kind}/${name}`;
      const known = codes.get(finding.code);
      codes.set(finding.code, {
        worst: known && !isWorse(finding, known.worst) ? known.worst : finding,
        places: new Set([...(known?.places ?? []), place]),
      });
    }
  }
  return [...codes].map(([code, { worst, places }]) => ({
    title: `${title}: ${code.replaceAll('-', ' ')}`,
    text: [
      `zero trust finding ${code}, severity ${worst.severity}`,
      ...places,
    ].join('; '),
    location: `${locationOf(entity)}#findings`,
    authorization: { resourceRef: entityRef },
    entityRef,
    code,
    severity: worst.severity,
    owner,
  }));
}

function isWorse(a: Finding, b: Finding): boolean {
  const rank = (finding: Finding) =>
    severitySchema.options.indexOf(finding.severity);
  return rank(a) < rank(b);
}

import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** A Gatekeeper ConstraintTemplate: that there is one is all that is read. */
export interface ConstraintTemplate {
  readonly meta: ObjectMeta;
}

/** Gatekeeper, ConstraintTemplate (templates.gatekeeper.sh). */
export function parseConstraintTemplate(
  raw: RawObject,
): Parsed<ConstraintTemplate> {
  return parseObject(raw, 'cluster', (_root, { meta }) => ({ meta }));
}

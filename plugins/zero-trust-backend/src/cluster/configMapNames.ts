import { RawObject } from '@ztn/zero-trust-engine';
import { fieldsOf } from './pick';

/**
 * The config maps that carry facts. They are asked for by name, so the role
 * needs no right on any other config map.
 */
const always = ['istio', 'cilium-config', 'istio-ca-root-cert'];

/** Every name to read, those of istiod's revisions included. */
export function configMapNames(
  deployments: Iterable<RawObject>,
): readonly string[] {
  const names = new Set(always);
  for (const deployment of deployments) {
    const labels = fieldsOf(fieldsOf(deployment.metadata).labels);
    const revision = labels['istio.io/rev'];
    if (labels.app !== 'istiod' || typeof revision !== 'string') continue;
    // The default revision reads `istio` itself; there is no `istio-default`,
    // and asking for it needs a right that the role does not give.
    if (revision === 'default' || revision === '') continue;
    names.add(`istio-${revision}`);
  }
  return [...names];
}

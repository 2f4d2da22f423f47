import { CiliumPolicy } from './ciliumPolicy';
import { Field } from './Field';
import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { parseCiliumRule } from './parseCiliumRule';
import { parseObject } from './parseObject';
import { attempt } from './policyPorts';

/**
 * Both Cilium policy kinds. A body that cannot be read is kept as `malformed`
 * and not as a gap: the agent refuses such an object whole, so it is known to
 * do nothing.
 */
export function parseCiliumPolicy(
  raw: RawObject,
  kind: CiliumPolicy['kind'],
): Parsed<CiliumPolicy> {
  const scope = kind === 'CiliumNetworkPolicy' ? 'namespaced' : 'cluster';
  return parseObject(raw, scope, (root, { meta, note }) => {
    const accepted = attempt(() => parseAccepted(root));
    const read = attempt(() => {
      const spec = root.at('spec');
      const fields = [
        ...(spec.present ? [spec] : []),
        ...root.at('specs').items(),
      ];
      if (fields.length === 0) root.fail('spec or specs');
      return fields.map(parseCiliumRule);
    });
    const unread = (read.ok ? read.value : [])
      .flatMap(rule => rule.sections)
      .flatMap(section => section.unread ?? []);
    for (const path of new Set(unread)) {
      note(new Field(undefined, path), 'a field that is not known here');
    }
    return {
      meta,
      kind,
      accepted: accepted.ok ? accepted.value : undefined,
      ...(read.ok
        ? { rules: read.value }
        : { rules: [], malformed: { path: read.path, detail: read.detail } }),
    };
  });
}

function parseAccepted(root: Field): boolean | undefined {
  const valid = root
    .in('status', 'conditions')
    .items()
    .find(condition => condition.at('type').value === 'Valid');
  switch (valid?.at('status').value) {
    case 'True':
      return true;
    case 'False':
      return false;
    default:
      return undefined;
  }
}

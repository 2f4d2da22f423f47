import { CiliumCidrGroup } from './ciliumPolicy';
import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

export function parseCiliumCIDRGroup(raw: RawObject): Parsed<CiliumCidrGroup> {
  return parseObject(raw, 'cluster', (root, { meta }) => ({
    meta,
    cidrs: root.in('spec', 'externalCIDRs').strings(),
  }));
}

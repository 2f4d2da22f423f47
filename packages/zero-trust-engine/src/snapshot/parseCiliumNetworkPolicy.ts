import { CiliumPolicy } from './ciliumPolicy';
import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { parseCiliumPolicy } from './parseCiliumPolicy';

export function parseCiliumNetworkPolicy(raw: RawObject): Parsed<CiliumPolicy> {
  return parseCiliumPolicy(raw, 'CiliumNetworkPolicy');
}

import { Parsed } from './Gap';
import { ObjectMeta, RawObject, StringMap } from './KubernetesObject';
import { parseObject } from './parseObject';

/** Keys of `cilium-config` that are set otherwise for some nodes. */
export interface CiliumNodeConfig {
  readonly meta: ObjectMeta;
  readonly defaults: StringMap;
}

/** cilium.io, CiliumNodeConfig. */
export function parseCiliumNodeConfig(
  raw: RawObject,
): Parsed<CiliumNodeConfig> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    defaults: root.in('spec', 'defaults').stringMap(),
  }));
}

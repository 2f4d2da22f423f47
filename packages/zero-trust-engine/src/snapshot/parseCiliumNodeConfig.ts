import { Parsed } from './Gap';
import { ObjectMeta, RawObject, StringMap } from './KubernetesObject';
import { LabelSelector, parseLabelSelector } from './LabelSelector';
import { parseObject } from './parseObject';

/** Keys of `cilium-config` that are set otherwise for some nodes. */
export interface CiliumNodeConfig {
  readonly meta: ObjectMeta;
  /** Absent: every node. */
  readonly nodes?: LabelSelector;
  readonly defaults: StringMap;
}

/** cilium.io, CiliumNodeConfig. */
export function parseCiliumNodeConfig(
  raw: RawObject,
): Parsed<CiliumNodeConfig> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    nodes: root.in('spec', 'nodeSelector').present
      ? parseLabelSelector(root.in('spec', 'nodeSelector'))
      : undefined,
    defaults: root.in('spec', 'defaults').stringMap(),
  }));
}

import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';
import { ConfigMap } from './Snapshot';

/** A ConfigMap's text data; binary data is of no use here. */
export function parseConfigMap(raw: RawObject): Parsed<ConfigMap> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    data: root.at('data').stringMap(),
  }));
}

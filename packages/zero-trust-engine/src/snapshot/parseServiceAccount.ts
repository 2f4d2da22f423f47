import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** Verdicts only need to know that the account exists. */
export function parseServiceAccount(raw: RawObject): Parsed<ObjectMeta> {
  return parseObject(raw, 'namespaced', (_root, { meta }) => meta);
}

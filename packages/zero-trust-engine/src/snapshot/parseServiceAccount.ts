import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** That the account exists, and whether pods get its token unasked. */
export interface ServiceAccount extends ObjectMeta {
  /** `automountServiceAccountToken`; absent is true to Kubernetes. */
  readonly automountToken?: boolean;
}

/** Kubernetes, ServiceAccount (core). */
export function parseServiceAccount(raw: RawObject): Parsed<ServiceAccount> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    ...meta,
    automountToken: root.at('automountServiceAccountToken').optionalBoolean(),
  }));
}

import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** Which controller serves Ingresses of a class. */
export interface IngressClass {
  readonly meta: ObjectMeta;
  readonly controller: string;
  /** The class of Ingresses that name none. */
  readonly isDefault: boolean;
}

/** networking.k8s.io, IngressClass. */
export function parseIngressClass(raw: RawObject): Parsed<IngressClass> {
  return parseObject(raw, 'cluster', (root, { meta }) => ({
    meta,
    controller: root.in('spec', 'controller').stringOr(''),
    isDefault:
      meta.annotations['ingressclass.kubernetes.io/is-default-class'] ===
      'true',
  }));
}

import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** Which controller serves Gateways of a class. */
export interface GatewayClass {
  readonly meta: ObjectMeta;
  readonly controllerName: string;
}

/** Gateway API, GatewayClass (gateway.networking.k8s.io). */
export function parseGatewayClass(raw: RawObject): Parsed<GatewayClass> {
  return parseObject(raw, 'cluster', (root, { meta }) => ({
    meta,
    controllerName: root.in('spec', 'controllerName').string(),
  }));
}

import { Parsed } from './Gap';
import { IstioTarget, parseIstioTarget } from './IstioTarget';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** Which tokens a proxy validates. It demands none. */
export interface RequestAuthentication {
  readonly meta: ObjectMeta;
  readonly target: IstioTarget;
  readonly issuers: readonly string[];
  /** Issuers whose tokens are passed on; others end at the proxy. */
  readonly forwardedIssuers: readonly string[];
  /** Keys of some rule are fetched and not written in the object. */
  readonly fetchesKeys: boolean;
}

/** Istio, RequestAuthentication (security.istio.io). */
export function parseRequestAuthentication(
  raw: RawObject,
): Parsed<RequestAuthentication> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    target: parseIstioTarget(root.at('spec')),
    issuers: root
      .in('spec', 'jwtRules')
      .items()
      .map(rule => rule.at('issuer').stringOr('')),
    forwardedIssuers: root
      .in('spec', 'jwtRules')
      .items()
      .filter(rule => rule.at('forwardOriginalToken').value === true)
      .map(rule => rule.at('issuer').stringOr('')),
    fetchesKeys: root
      .in('spec', 'jwtRules')
      .items()
      .some(rule => !rule.at('jwks').present),
  }));
}

import { FindingCheck } from './FindingContext';
import { nameOf, workloadsSelected } from './objects';

/**
 * Two forms that Istio stores and ignores: a selector in the root namespace,
 * for every workload; and port exceptions of an object without a selector.
 */
export const peerAuthenticationWithoutEffect: FindingCheck = ({ snapshot }) => {
  const { rootNamespace } = snapshot.facts.istio;
  return snapshot.objects('PeerAuthentication').flatMap(pa => {
    const selects = Object.keys(pa.selector ?? {}).length > 0;
    const found = {
      object: nameOf('PeerAuthentication', pa),
      severity: 'high' as const,
      workloads: workloadsSelected(snapshot, pa.meta.namespace, pa.selector),
      params: {},
    };
    if (selects && pa.meta.namespace === rootNamespace) {
      const code = 'peer-authentication-root-selector';
      return [{ ...found, code, path: 'spec.selector' }];
    }
    if (!selects && pa.ports.size > 0) {
      const code = 'port-mtls-without-selector';
      return [{ ...found, code, path: 'spec.portLevelMtls' }];
    }
    return [];
  });
};

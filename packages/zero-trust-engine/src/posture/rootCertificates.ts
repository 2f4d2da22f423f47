import {
  CertificateValidity,
  certificateValidities,
} from '../snapshot/certificateValidity';
import { Snapshot } from '../snapshot/Snapshot';

/**
 * The roots that the pods of a namespace trust, as istiod publishes them there.
 * `undefined` when they could not be read. Where an outside authority such as
 * SPIRE issues the certificates, they are not the ones that count.
 */
export function rootCertificates(
  snapshot: Snapshot,
  namespace: string,
): readonly CertificateValidity[] | undefined {
  const published = snapshot.configMaps.find(
    ({ meta }) =>
      meta.name === 'istio-ca-root-cert' && meta.namespace === namespace,
  );
  return certificateValidities(published?.data['root-cert.pem'] ?? '');
}

import { IstioFacts } from '../../snapshot/Facts';
import { MeshPeer } from './Peer';

/**
 * Whether a receiver takes a certificate of a trust domain. A proxy takes the
 * mesh's own, its aliases and those that a CA of the mesh configuration stands
 * for; ztunnel its own alone; gRPC without a proxy does not look.
 */
export function takesTrustDomain(
  istio: IstioFacts,
  { plane }: MeshPeer,
  principal: string,
): boolean {
  const [domain] = principal.split('/', 1);
  if (domain === istio.trustDomain || plane === 'proxyless-grpc') return true;
  if (plane === 'ambient') return false;
  return (
    istio.env.PILOT_SKIP_VALIDATE_TRUST_DOMAIN === 'true' ||
    istio.trustDomainAliases.includes(domain) ||
    istio.caTrustDomains.includes(domain)
  );
}

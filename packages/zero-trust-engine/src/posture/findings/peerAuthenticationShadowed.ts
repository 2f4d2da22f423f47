import { PeerAuthentication } from '../../snapshot/parsePeerAuthentication';
import { FindingCheck } from './FindingContext';
import { nameOf, workloadsSelected } from './objects';

/**
 * Istio reads one PeerAuthentication of a scope, the oldest; the others have no
 * effect, not even for ports that it does not mention.
 */
export const peerAuthenticationShadowed: FindingCheck = ({ snapshot }) => {
  const scopes = new Map<string, PeerAuthentication[]>();
  for (const pa of snapshot.objects('PeerAuthentication')) {
    const labels = Object.entries(pa.selector ?? {}).sort();
    const key = JSON.stringify([
      pa.meta.namespace,
      pa.meta.labels['istio.io/rev'],
      labels,
    ]);
    scopes.set(key, [...(scopes.get(key) ?? []), pa]);
  }
  return [...scopes.values()].flatMap(objects => {
    const [winner, ...losers] = [...objects].sort((a, b) =>
      keyOf(a) < keyOf(b) ? -1 : 1,
    );
    return losers.map(loser => ({
      code: 'peer-authentication-shadowed',
      severity:
        loser.mode === winner.mode ? ('low' as const) : ('high' as const),
      object: nameOf('PeerAuthentication', loser),
      path: 'spec.mtls.mode',
      workloads: workloadsSelected(
        snapshot,
        loser.meta.namespace,
        loser.selector,
      ),
      params: { by: nameOf('PeerAuthentication', winner) },
    }));
  });
};

const keyOf = ({ meta }: PeerAuthentication) =>
  `${meta.creationTimestamp} ${meta.name}`;

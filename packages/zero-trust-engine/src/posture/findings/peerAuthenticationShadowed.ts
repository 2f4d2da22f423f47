import { covers } from '../../layers/mesh/attachedPolicies';
import { PeerAuthentication } from '../../snapshot/parsePeerAuthentication';
import { Finding } from '../Finding';
import { FindingCheck, FindingContext } from './FindingContext';
import { nameOf, workloadsSelected } from './objects';

/**
 * Istio reads one PeerAuthentication of a scope, the oldest; the others have no
 * effect, not even for ports that it does not mention. Two that select a
 * workload by different labels are of one scope there as well.
 */
export const peerAuthenticationShadowed: FindingCheck = context => {
  const { snapshot } = context;
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
  const winners = [...scopes.values()].map(oldestFirst);
  return [
    ...winners.flatMap(([winner, ...losers]) =>
      losers.map(loser =>
        found(
          loser,
          winner,
          workloadsSelected(snapshot, loser.meta.namespace, loser.selector),
        ),
      ),
    ),
    ...overlapping(
      winners.map(([winner]) => winner),
      context,
    ),
  ];
};

/** Of several that select one workload the oldest counts there. */
function overlapping(
  objects: readonly PeerAuthentication[],
  { snapshot }: FindingContext,
): readonly Finding[] {
  const { rootNamespace } = snapshot.facts.istio;
  const selecting = objects.filter(
    pa =>
      pa.meta.namespace !== rootNamespace &&
      Object.keys(pa.selector ?? {}).length > 0,
  );
  return selecting.flatMap(loser => {
    const rivals = selecting.filter(
      other =>
        other !== loser &&
        other.meta.namespace === loser.meta.namespace &&
        other.meta.labels['istio.io/rev'] === loser.meta.labels['istio.io/rev'],
    );
    if (rivals.length === 0) return [];
    const lost = new Map<PeerAuthentication, string[]>();
    for (const workload of snapshot.workloads) {
      if (
        workload.namespace === loser.meta.namespace &&
        covers(loser.selector ?? {}, workload.labels)
      ) {
        const [winner] = oldestFirst([
          loser,
          ...rivals.filter(o => covers(o.selector ?? {}, workload.labels)),
        ]);
        if (winner !== loser) {
          lost.set(winner, [...(lost.get(winner) ?? []), workload.key]);
        }
      }
    }
    return [...lost].map(([winner, keys]) => found(loser, winner, keys));
  });
}

function found(
  loser: PeerAuthentication,
  winner: PeerAuthentication,
  workloads: readonly string[],
): Finding {
  return {
    code: 'peer-authentication-shadowed',
    severity: saysOf(loser) === saysOf(winner) ? 'low' : 'high',
    object: nameOf('PeerAuthentication', loser),
    path: 'spec.mtls.mode',
    workloads,
    params: { by: nameOf('PeerAuthentication', winner) },
  };
}

const saysOf = ({ mode, ports }: PeerAuthentication) =>
  JSON.stringify([mode, [...ports].sort(([a], [b]) => a - b)]);

function oldestFirst(
  objects: readonly PeerAuthentication[],
): readonly PeerAuthentication[] {
  return [...objects].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ meta }: PeerAuthentication) =>
  `${meta.creationTimestamp} ${meta.name}`;

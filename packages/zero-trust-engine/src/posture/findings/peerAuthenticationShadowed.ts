import { covers } from '../../layers/mesh/attachedPolicies';
import { PeerAuthentication } from '../../snapshot/parsePeerAuthentication';
import { Finding } from '../Finding';
import { FindingCheck, FindingContext } from './FindingContext';
import { nameOf, workloadsIn, workloadsSelected } from './objects';

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
  const byNamespace = new Map<string, PeerAuthentication[]>();
  for (const pa of oldestFirst(selecting)) {
    const list = byNamespace.get(pa.meta.namespace);
    if (list) list.push(pa);
    else byNamespace.set(pa.meta.namespace, [pa]);
  }
  const lost = new Map<string, Loss>();
  for (const [namespace, rivals] of byNamespace) {
    for (const workload of workloadsIn(snapshot).get(namespace) ?? []) {
      const matching = rivals.filter(pa =>
        covers(pa.selector ?? {}, workload.labels),
      );
      for (const loser of matching) {
        // The first of its own control plane, which may be another for each.
        const winner = matching.find(pa => revision(pa) === revision(loser))!;
        if (winner !== loser) {
          const key = `${loser.meta.namespace}/${loser.meta.name} ${winner.meta.name}`;
          const loss = lost.get(key) ?? { loser, winner, keys: [] };
          loss.keys.push(workload.key);
          lost.set(key, loss);
        }
      }
    }
  }
  return [...lost.values()].map(({ loser, winner, keys }) =>
    found(loser, winner, keys),
  );
}

interface Loss {
  readonly loser: PeerAuthentication;
  readonly winner: PeerAuthentication;
  readonly keys: string[];
}

const revision = ({ meta }: PeerAuthentication) => meta.labels['istio.io/rev'];

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

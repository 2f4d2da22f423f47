import { compileTransportLayer } from '../../layers/transport/transportLayer';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aPod } from '../../testing/builders';
import { partiesOf } from '../../testing/askNetwork';
import { snapshotOf } from '../../testing/fromYaml';
import { Outcome } from '../../vocabulary';
import { GoldenRequest } from './GoldenRequest';

/**
 * Our engine's transport to one captured pod, `foo/a` with `app: a`: from a pod
 * of the mesh for a request with an identity, else from one outside it.
 */
export function askZtunnelPort(
  objects: readonly RawObject[],
): (request: GoldenRequest) => Outcome {
  const snapshot = snapshotOf(
    [
      aPod({
        namespace: 'foo',
        name: 'a',
        labels: { app: 'a' },
        mesh: 'ambient',
      }),
      aPod({ namespace: 'bar', name: 'captured', mesh: 'ambient' }),
      aPod({ namespace: 'bar', name: 'outside' }),
      ...objects,
    ],
    { istio: { ambient: true } },
  );
  const parties = partiesOf(snapshot);
  const layer = compileTransportLayer(snapshot);
  return ({ identity, port }) =>
    layer.connect({
      client: parties.get(
        identity === undefined ? 'bar/outside' : 'bar/captured',
      )!,
      server: parties.get('foo/a')!,
      protocol: 'TCP',
      port,
    }).verdict.outcome;
}

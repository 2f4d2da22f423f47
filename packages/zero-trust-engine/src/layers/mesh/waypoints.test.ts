import { buildSnapshot } from '../../snapshot/buildSnapshot';
import { aService } from '../../testing/builders';
import { Waypoints } from './waypoints';

it('cannot tell about a waypoint while Gateways may not be read', () => {
  const snapshot = buildSnapshot({
    cluster: '',
    objects: [
      aService({ name: 'web', labels: { 'istio.io/use-waypoint': 'way' } }),
    ],
    gaps: [
      {
        kind: 'Gateway',
        group: 'gateway.networking.k8s.io',
        reason: 'forbidden',
      },
    ],
  });
  const [service] = snapshot.services;
  expect(new Waypoints(snapshot).ofService(service)).toEqual({
    state: 'unknown',
    reason: 'gateways-unreadable',
  });
});

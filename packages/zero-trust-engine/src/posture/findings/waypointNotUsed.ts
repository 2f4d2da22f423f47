import { Binding } from '../../layers/mesh/waypoints';
import { Finding } from '../Finding';
import { FindingCheck } from './FindingContext';
import { nameOf } from './objects';

/**
 * A named waypoint that traffic does not pass: it goes straight, and every
 * layer 7 rule meant for it is off (Istio ambient fails open here).
 */
export const waypointNotUsed: FindingCheck = ({
  snapshot,
  waypoints,
  engine,
}) =>
  snapshot.services.flatMap((service): readonly Finding[] => {
    const binding: Binding = waypoints.ofService(service);
    if (
      binding.state !== 'not-used' ||
      binding.reason === 'waypoint-other-traffic'
    ) {
      return [];
    }
    const { namespace, name } = service.meta;
    const port = service.ports[0];
    const behind = port
      ? engine.resolve({
          from: { type: 'reserved', peer: 'world' },
          to: { type: 'service', namespace, name },
          protocol: port.protocol,
          port: port.port,
        }).to
      : [];
    return [
      {
        code: 'waypoint-not-used',
        severity: 'high',
        object: nameOf('Service', service),
        path: 'metadata.labels["istio.io/use-waypoint"]',
        workloads: [
          ...new Set(
            behind.flatMap(party =>
              party.type === 'workload' ? [party.workload.key] : [],
            ),
          ),
        ],
        params: { waypoint: binding.gateway, reason: binding.reason },
      },
    ];
  });

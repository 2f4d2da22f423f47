import { Snapshot } from '../snapshot/Snapshot';
import { EntryPoint } from './EntryPoint';
import { gatewayRouteEntries } from './gatewayRouteEntries';
import { ingressEntries } from './ingressEntries';
import { istioGatewayEntries } from './istioGatewayEntries';
import { openShiftRouteEntries } from './openShiftRouteEntries';
import { serviceEntries } from './serviceEntries';
import { ServiceTargets } from './ServiceTargets';

/**
 * Every way in from outside that objects of a cluster open, with the ports of
 * workloads that it leads to, in the order of kinds and names. Nothing is
 * judged here. Kinds that could not be read are gaps of the snapshot: no entry
 * is then no promise.
 */
export function entryPointsOf(snapshot: Snapshot): readonly EntryPoint[] {
  const services = new ServiceTargets(snapshot);
  return [
    ...ingressEntries(snapshot, services),
    ...gatewayRouteEntries(snapshot, services),
    ...openShiftRouteEntries(snapshot, services),
    ...istioGatewayEntries(snapshot, services),
    ...serviceEntries(snapshot, services),
  ];
}

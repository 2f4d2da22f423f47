import { Snapshot } from '../../snapshot/Snapshot';
import { Enrolment, enrolmentIn } from '../mesh/Enrolment';
import { Waypoints } from '../mesh/waypoints';
import { FrontServices } from './FrontServices';
import { GatewayListeners } from './GatewayListeners';
import { MtlsIndex } from './MtlsIndex';

/** Everything that ways of connections are worked out from. */
export interface TransportContext {
  readonly snapshot: Snapshot;
  readonly enrolment: Enrolment;
  readonly mtls: MtlsIndex;
  readonly waypoints: Waypoints;
  readonly front: FrontServices;
  readonly listeners: GatewayListeners;
}

/** Reads a snapshot once for all questions. */
export function transportContext(snapshot: Snapshot): TransportContext {
  const front = new FrontServices(snapshot);
  return {
    snapshot,
    enrolment: enrolmentIn(snapshot),
    mtls: new MtlsIndex(snapshot),
    waypoints: new Waypoints(snapshot),
    front,
    listeners: new GatewayListeners(snapshot, front),
  };
}

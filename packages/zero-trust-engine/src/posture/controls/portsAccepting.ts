import { Acceptance, acceptanceOf } from '../../layers/transport/acceptance';
import { Workload } from '../../snapshot/Workload';
import { ControlContext } from './ControlContext';
import { Running, runningOf } from './running';

/** Ports that the proxy itself serves: no mode applies to them. */
const proxyPorts = [15020, 15021, 15090];

/** What one TCP port of one pod takes. */
export interface PortAccepting {
  readonly port: number;
  readonly running: Running;
  readonly acceptance: Acceptance;
}

/**
 * What every TCP port of every pod takes, as a fact about pods: ports that
 * containers declare, and ports that a Service maps to.
 */
export function portsAccepting(
  context: ControlContext,
  workload: Workload,
): readonly PortAccepting[] {
  const { backends, enrolment, mtls, snapshot } = context;
  const ports = backends
    .portsOf(workload)
    .filter(
      ({ port, protocol }) => protocol === 'TCP' && !proxyPorts.includes(port),
    );
  const meshUnknown = snapshot.facts.istio.installed === 'unknown';
  return runningOf(context, workload).flatMap(running =>
    ports.map(({ port, protocol }) => ({
      port,
      running,
      acceptance: meshUnknown
        ? meshNotRead
        : acceptanceOf(
            mtls,
            running.shape,
            workload.namespace,
            running.pod
              ? enrolment.ofPod(running.pod)
              : enrolment.declared(workload),
            port,
            protocol,
          ),
    })),
  );
}

const meshNotRead: Acceptance = {
  accepts: 'unknown',
  reason: 'mesh-unknown',
  certainty: 'undefined',
  gaps: [],
};

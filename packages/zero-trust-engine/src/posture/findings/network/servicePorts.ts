import { matchLabels } from '../../../select/matchLabels';
import { selectorOfLabels } from '../../../snapshot/LabelSelector';
import { Snapshot } from '../../../snapshot/Snapshot';
import { Workload } from '../../../snapshot/Workload';

type PortProtocol = 'TCP' | 'UDP' | 'SCTP';

/** A rule on ports of some workloads. */
export interface PortOfRule {
  readonly port: number;
  readonly protocol: PortProtocol;
}

/**
 * The pod's port that was meant where a rule names a Service's: some Service in
 * front of the workloads maps the number to another port that they declare,
 * none of them declares the number itself, and no Service maps anything to it.
 */
export function podPortMeant(
  snapshot: Snapshot,
  workloads: readonly Workload[],
  { port, protocol }: PortOfRule,
): number | undefined {
  const declares = (wanted: number) =>
    workloads.some(({ ports }) =>
      ports.some(p => p.port === wanted && p.protocol === protocol),
    );
  if (declares(port)) return undefined;
  const mapped = snapshot.services
    .filter(({ meta, selector }) => {
      if (!selector || Object.keys(selector).length === 0) return false;
      const selects = selectorOfLabels(selector);
      return workloads.some(
        ({ namespace, labels }) =>
          namespace === meta.namespace && matchLabels(selects, labels),
      );
    })
    .flatMap(service => service.ports)
    .filter(p => p.protocol === protocol)
    .map(p => ({ from: p.port, to: resolved(p.targetPort, workloads) }));
  if (mapped.some(({ to }) => to === port)) return undefined;
  return mapped.find(
    ({ from, to }) => from === port && to !== undefined && declares(to),
  )?.to;
}

function resolved(
  target: number | string,
  workloads: readonly Workload[],
): number | undefined {
  if (typeof target === 'number') return target;
  return workloads
    .flatMap(({ ports }) => ports)
    .find(({ name }) => name === target)?.port;
}

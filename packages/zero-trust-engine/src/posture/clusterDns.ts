import { Engine } from '../evaluate/Engine';
import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';
import { Outcome, strictest } from '../vocabulary';

/** Services by which distributions name the cluster's DNS. */
const names = [
  'kube-system/kube-dns',
  'kube-system/coredns',
  'kube-system/rke2-coredns-rke2-coredns',
  'openshift-dns/dns-default',
];

/** The Service at which pods look names up. */
export interface ClusterDns {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/** The cluster's DNS Service; undefined when none is known by name. */
export function clusterDns({ services }: Snapshot): ClusterDns | undefined {
  const service = services.find(({ meta }) =>
    names.includes(`${meta.namespace}/${meta.name}`),
  );
  const port = service?.ports.find(({ protocol }) => protocol === 'UDP');
  if (!service || !port) return undefined;
  const { namespace, name } = service.meta;
  return { namespace, name, port: port.port };
}

/** Whether a look-up gets out of a workload, whatever the other end says. */
export function dnsAnswer(
  engine: Engine,
  workload: Workload,
  { namespace, name, port }: ClusterDns,
): Outcome {
  const verdict = engine.judge({
    from: { type: 'workload', ref: workload.ref },
    to: { type: 'service', namespace, name },
    protocol: 'UDP',
    port,
  });
  const sending = verdict.layers.filter(
    ({ layer, direction }) => layer === 'network' && direction === 'egress',
  );
  // No word of the sending side: the Service has no backend to ask about.
  return sending.length === 0
    ? 'unknown'
    : strictest(sending.map(({ outcome }) => outcome));
}

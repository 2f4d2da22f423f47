import { Finding } from '../Finding';
import { FindingCheck } from './FindingContext';

const dnsServices = ['kube-dns', 'coredns', 'rke2-coredns-rke2-coredns'];

/**
 * Egress closed by default and no way to the cluster's DNS: the workload cannot
 * look up the names of what it may call.
 */
export const egressWithoutDns: FindingCheck = ({ snapshot, engine }) => {
  const dns = snapshot.services.find(
    ({ meta }) =>
      meta.namespace === 'kube-system' && dnsServices.includes(meta.name),
  );
  const port = dns?.ports.find(({ protocol }) => protocol === 'UDP');
  if (!dns || !port) return [];
  return snapshot.workloads.flatMap((workload): readonly Finding[] => {
    const { state, by } = engine.isolation(workload.key, 'egress');
    if (state !== 'isolated' || workload.hostNetwork) return [];
    const { namespace, name } = dns.meta;
    const verdict = engine.judge({
      from: { type: 'workload', ref: workload.ref },
      to: { type: 'service', namespace, name },
      protocol: 'UDP',
      port: port.port,
    });
    const refused = verdict.layers.some(
      ({ layer, direction, outcome }) =>
        layer === 'network' && direction === 'egress' && outcome === 'deny',
    );
    if (!refused) return [];
    return [
      {
        code: 'egress-without-dns',
        severity: 'high',
        object: by[0] ?? workload.key,
        workloads: [workload.key],
        params: { dns: `${namespace}/${name}` },
      },
    ];
  });
};

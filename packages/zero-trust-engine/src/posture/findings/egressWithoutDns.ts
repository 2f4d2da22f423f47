import { clusterDns, dnsAnswer } from '../clusterDns';
import { Finding } from '../Finding';
import { FindingCheck } from './FindingContext';

/**
 * Egress closed by default and no way to the cluster's DNS: the workload cannot
 * look up the names of what it may call.
 */
export const egressWithoutDns: FindingCheck = ({ snapshot, engine }) => {
  const dns = clusterDns(snapshot);
  if (!dns) return [];
  return snapshot.workloads.flatMap((workload): readonly Finding[] => {
    const { state, by } = engine.isolation(workload.key, 'egress');
    if (state !== 'isolated' || workload.hostNetwork) return [];
    if (dnsAnswer(engine, workload, dns) !== 'deny') return [];
    return [
      {
        code: 'egress-without-dns',
        severity: 'high',
        object: by[0] ?? workload.key,
        workloads: [workload.key],
        params: { dns: `${dns.namespace}/${dns.name}` },
      },
    ];
  });
};

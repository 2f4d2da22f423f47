import { clusterDns, dnsAnswer } from '../clusterDns';
import { Control } from './Control';
import { mappingOf } from './frameworks';
import { isolationPart, isolationReasons } from './isolationPart';

/** Nothing gets out that no rule admits, and names still resolve. */
export const defaultDenyEgress: Control = {
  id: 'default-deny-egress',
  title: 'Outbound traffic denied by default, DNS works',
  why: 'A compromised workload looks around and sends data out. Closed by default it reaches what it needs and nothing else; without DNS it reaches nothing, and people open everything again.',
  how: "Whether the network plugin closes outbound traffic by default, and whether a look-up at the cluster's DNS Service gets out of the workload.",
  layer: 'network',
  scope: 'workload',
  severity: 'medium',
  mapping: mappingOf({ cis: ['5.3.2'], nsa: ['C-0030'], pci: ['1.3.2'] }),
  reasons: {
    ...isolationReasons,
    'dns-works': 'Look-ups at {dns} get out.',
    'dns-refused': 'Look-ups at {dns} are refused: names do not resolve.',
    'dns-unknown': 'Whether look-ups at {dns} get out cannot be told.',
    'dns-not-found': "The cluster's DNS Service was not found.",
  },
  assess: (context, workload) => {
    const isolation = isolationPart(context, workload, 'egress');
    if (isolation.holds !== true) return [isolation];
    const dns = clusterDns(context.snapshot);
    if (!dns) return [isolation, { holds: 'unknown', reason: 'dns-not-found' }];
    const params = { dns: `${dns.namespace}/${dns.name}` };
    const object = `Service ${params.dns}`;
    switch (dnsAnswer(context.engine, workload, dns)) {
      case 'allow':
        return [
          isolation,
          { holds: true, reason: 'dns-works', object, params },
        ];
      case 'deny':
        return [
          isolation,
          { holds: false, reason: 'dns-refused', object, params },
        ];
      default:
        return [
          isolation,
          { holds: 'unknown', reason: 'dns-unknown', object, params },
        ];
    }
  },
};

import { Control } from './Control';
import { mappingOf } from './frameworks';
import { isolationPart, isolationReasons } from './isolationPart';

/** Nothing gets in that no rule admits. */
export const defaultDenyIngress: Control = {
  id: 'default-deny-ingress',
  title: 'Inbound traffic denied by default',
  why: 'Without it every pod of the cluster may connect, and a compromised one will.',
  how: 'Whether the network plugin closes inbound traffic of the workload by default: some enforced policy selects it in that direction. Policies that the plugin does not enforce do not count, nor does audit mode.',
  layer: 'network',
  scope: 'workload',
  severity: 'high',
  mapping: mappingOf({
    cis: ['5.3.1', '5.3.2'],
    nsa: ['C-0030', 'C-0054'],
    pci: ['1.3.1'],
  }),
  reasons: isolationReasons,
  assess: (context, workload) => [isolationPart(context, workload, 'ingress')],
};

import { Control } from './Control';
import { mappingOf } from './frameworks';
import { internetParts, internetReasons } from './internetParts';

/** Not just any address on the Internet may be called. */
export const egressLimited: Control = {
  id: 'egress-limited',
  title: 'Outbound Internet limited',
  why: 'Data leaves through the port that is open to every address. Named hosts and ranges are enough for nearly everything.',
  how: 'Whether the answers of all layers let the workload call (nearly) every public address on some TCP port. Named hosts and narrower ranges are fine. The metadata address of clouds is not public and not asked about here.',
  layer: 'network',
  scope: 'workload',
  severity: 'medium',
  mapping: mappingOf({ pci: ['1.3.2'], nsa: ['C-0030'] }),
  reasons: internetReasons,
  assess: (context, workload) => internetParts(context, workload, 'egress'),
};

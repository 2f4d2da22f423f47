import { Control } from './Control';
import { mappingOf } from './frameworks';
import { internetParts, internetReasons } from './internetParts';

/** Not just anybody on the Internet may call. */
export const notOpenToWorld: Control = {
  id: 'not-open-to-world',
  title: 'Not open to the world',
  why: 'A workload that any address may call is one wrong Service away from the Internet. What has to be open is an exception with a name and an end.',
  how: 'Whether the answers of all layers let (nearly) every public address call a declared port. Whether a load balancer or node port really leads there is not asked: that changes without any policy.',
  layer: 'network',
  scope: 'workload',
  severity: 'high',
  mapping: mappingOf({ pci: ['1.3.1', '1.4.2'], nsa: ['C-0030'] }),
  reasons: internetReasons,
  assess: (context, workload) => internetParts(context, workload, 'ingress'),
};

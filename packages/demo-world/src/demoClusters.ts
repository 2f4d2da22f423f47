import path from 'node:path';
import { ClusterOptions } from './cluster/startCluster';
import { packageRoot } from './paths';
import { portFrom } from './portFrom';

/** The two clusters of the story. They differ in CNI, mesh mode and installed kinds. */
export const demoClusters = (): ClusterOptions[] => [
  {
    name: 'prod-eu',
    port: portFrom('ZTN_DEMO_PORT_PROD_EU', 16443),
    folder: path.join(packageRoot(), 'world', 'prod-eu'),
    install: ['istio', 'cilium', 'flux'],
    podCidr: '10.64.0.0/16',
    serviceCidr: '10.80.0.0/16',
  },
  {
    name: 'prod-us',
    port: portFrom('ZTN_DEMO_PORT_PROD_US', 16444),
    folder: path.join(packageRoot(), 'world', 'prod-us'),
    install: ['istio', 'gateway-api', 'network-policy-api', 'flux'],
    podCidr: '10.96.0.0/16',
    serviceCidr: '10.112.0.0/16',
  },
];

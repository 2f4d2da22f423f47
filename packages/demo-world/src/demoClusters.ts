import path from 'node:path';
import { ClusterOptions } from './cluster/startCluster';
import { packageRoot } from './paths';

/** A number from an environment variable, or the default when it is unset. */
const portFrom = (variable: string, fallback: number): number => {
  const text = process.env[variable];
  if (!text) return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`${variable}=${text} is not a port`);
  return port;
};

/** The two clusters of the story. They differ in CNI, mesh mode and installed kinds. */
export const demoClusters = (): ClusterOptions[] => [
  {
    name: 'prod-eu',
    port: portFrom('ZTN_DEMO_PORT_PROD_EU', 16443),
    folder: path.join(packageRoot(), 'world', 'prod-eu'),
    install: ['istio', 'cilium'],
    podCidr: '10.64.0.0/16',
    serviceCidr: '10.80.0.0/16',
  },
  {
    name: 'prod-us',
    port: portFrom('ZTN_DEMO_PORT_PROD_US', 16444),
    folder: path.join(packageRoot(), 'world', 'prod-us'),
    install: ['istio', 'gateway-api', 'network-policy-api'],
    podCidr: '10.96.0.0/16',
    serviceCidr: '10.112.0.0/16',
  },
];

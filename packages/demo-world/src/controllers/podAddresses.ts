import { KubeObject, stringAt } from '../store/KubeObject';
import { AddressPool } from './AddressPool';

/** Pod addresses: from the node's own block where it has one, else from the cluster's. */
export const createPodAddresses = (clusterCidr: string) => {
  const pools = new Map<string, AddressPool>();
  return {
    forNode(node: KubeObject | undefined): AddressPool {
      const cidr = stringAt(node, 'spec', 'podCIDR') ?? clusterCidr;
      const pool = pools.get(cidr) ?? new AddressPool(cidr);
      pools.set(cidr, pool);
      return pool;
    },
  };
};

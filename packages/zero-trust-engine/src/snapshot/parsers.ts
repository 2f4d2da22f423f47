import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { ParsedKinds } from './parsedKinds';
import { parseAdminNetworkPolicy } from './parseAdminNetworkPolicy';
import { parseBaselineAdminNetworkPolicy } from './parseBaselineAdminNetworkPolicy';
import { parseCiliumCIDRGroup } from './parseCiliumCIDRGroup';
import { parseCiliumClusterwideNetworkPolicy } from './parseCiliumClusterwideNetworkPolicy';
import { parseCiliumNetworkPolicy } from './parseCiliumNetworkPolicy';
import { parseClusterNetworkPolicy } from './parseClusterNetworkPolicy';
import { parseConfigMap } from './parseConfigMap';
import { parseEndpointSlice } from './parseEndpointSlice';
import { parseNamespace } from './parseNamespace';
import { parseNetworkPolicy } from './parseNetworkPolicy';
import { parseNode } from './parseNode';
import { parseCronJob, parseOwner } from './parseOwner';
import { parsePod } from './parsePod';
import { parseService } from './parseService';
import { parseServiceAccount } from './parseServiceAccount';

/** One parser per kind; a kind of `kinds.ts` without a line here is not read. */
export const parsers: {
  readonly [K in keyof ParsedKinds]: (raw: RawObject) => Parsed<ParsedKinds[K]>;
} = {
  Pod: parsePod,
  Namespace: parseNamespace,
  Service: parseService,
  EndpointSlice: parseEndpointSlice,
  Node: parseNode,
  ServiceAccount: parseServiceAccount,
  ConfigMap: parseConfigMap,
  Deployment: parseOwner,
  StatefulSet: parseOwner,
  DaemonSet: parseOwner,
  ReplicaSet: parseOwner,
  ReplicationController: parseOwner,
  Job: parseOwner,
  CronJob: parseCronJob,
  NetworkPolicy: parseNetworkPolicy,
  'ClusterNetworkPolicy.policy.networking.k8s.io': parseClusterNetworkPolicy,
  AdminNetworkPolicy: parseAdminNetworkPolicy,
  BaselineAdminNetworkPolicy: parseBaselineAdminNetworkPolicy,
  CiliumNetworkPolicy: parseCiliumNetworkPolicy,
  CiliumClusterwideNetworkPolicy: parseCiliumClusterwideNetworkPolicy,
  CiliumCIDRGroup: parseCiliumCIDRGroup,
};

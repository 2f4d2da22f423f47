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
import { parseAuthorizationPolicy } from './parseAuthorizationPolicy';
import { parsePeerAuthentication } from './parsePeerAuthentication';
import { parseRequestAuthentication } from './parseRequestAuthentication';
import { parseDestinationRule } from './parseDestinationRule';
import { parseSidecar } from './parseSidecar';
import { parseServiceEntry } from './parseServiceEntry';
import { parseWorkloadEntry } from './parseWorkloadEntry';
import { parseVirtualService } from './parseVirtualService';
import { parseEnvoyFilter } from './parseEnvoyFilter';
import { parseGatewayClass } from './parseGatewayClass';
import { parseMutatingWebhookConfiguration } from './parseMutatingWebhookConfiguration';
import { parseGateway } from './parseGateway';
import { parseIstioGateway } from './parseIstioGateway';
import { parseCiliumLocalRedirectPolicy } from './parseCiliumLocalRedirectPolicy';
import { parseCiliumNode } from './parseCiliumNode';
import { parseCiliumNodeConfig } from './parseCiliumNodeConfig';
import { parseIngress } from './parseIngress';
import { parseIngressClass } from './parseIngressClass';
import { parseOpenShiftRoute } from './parseOpenShiftRoute';
import { parseReferenceGrant } from './parseReferenceGrant';
import { parseRoute } from './parseRoute';
import { parseClusterRole, parseRole } from './parseRole';
import { parseClusterRoleBinding, parseRoleBinding } from './parseRoleBinding';
import { parseAdmissionBinding } from './parseAdmissionBinding';
import { parseAdmissionPolicy } from './parseAdmissionPolicy';
import { parseAdmissionWebhooks } from './parseAdmissionWebhooks';
import {
  parseKyvernoPolicy,
  parseNamespacedKyvernoPolicy,
} from './parseKyvernoPolicy';
import { parsePolicyException } from './parsePolicyException';
import { parseConstraintTemplate } from './parseConstraintTemplate';
import {
  parseClusterUserDefinedNetwork,
  parseUserDefinedNetwork,
} from './parseUserDefinedNetwork';

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
  CiliumLocalRedirectPolicy: parseCiliumLocalRedirectPolicy,
  CiliumNode: parseCiliumNode,
  CiliumNodeConfig: parseCiliumNodeConfig,
  UserDefinedNetwork: parseUserDefinedNetwork,
  ClusterUserDefinedNetwork: parseClusterUserDefinedNetwork,
  AuthorizationPolicy: parseAuthorizationPolicy,
  PeerAuthentication: parsePeerAuthentication,
  RequestAuthentication: parseRequestAuthentication,
  DestinationRule: parseDestinationRule,
  Sidecar: parseSidecar,
  ServiceEntry: parseServiceEntry,
  WorkloadEntry: parseWorkloadEntry,
  VirtualService: parseVirtualService,
  EnvoyFilter: parseEnvoyFilter,
  GatewayClass: parseGatewayClass,
  MutatingWebhookConfiguration: parseMutatingWebhookConfiguration,
  'Gateway.networking.istio.io': parseIstioGateway,
  'Gateway.gateway.networking.k8s.io': parseGateway,
  HTTPRoute: parseRoute,
  GRPCRoute: parseRoute,
  TLSRoute: parseRoute,
  TCPRoute: parseRoute,
  UDPRoute: parseRoute,
  ReferenceGrant: parseReferenceGrant,
  Ingress: parseIngress,
  IngressClass: parseIngressClass,
  Route: parseOpenShiftRoute,
  Role: parseRole,
  ClusterRole: parseClusterRole,
  RoleBinding: parseRoleBinding,
  ClusterRoleBinding: parseClusterRoleBinding,
  ValidatingAdmissionPolicy: parseAdmissionPolicy,
  ValidatingAdmissionPolicyBinding: parseAdmissionBinding,
  ValidatingWebhookConfiguration: parseAdmissionWebhooks,
  ClusterPolicy: parseKyvernoPolicy,
  'Policy.kyverno.io': parseNamespacedKyvernoPolicy,
  PolicyException: parsePolicyException,
  ConstraintTemplate: parseConstraintTemplate,
};

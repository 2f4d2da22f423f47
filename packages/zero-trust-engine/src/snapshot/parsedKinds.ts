import { CiliumCidrGroup, CiliumPolicy } from './ciliumPolicy';
import { ClusterPolicy } from './clusterPolicy';
import { NetworkPolicy } from './parseNetworkPolicy';
import { Owner } from './parseOwner';
import { PodObject } from './parsePod';
import { AuthorizationPolicy } from './parseAuthorizationPolicy';
import { PeerAuthentication } from './parsePeerAuthentication';
import { RequestAuthentication } from './parseRequestAuthentication';
import { DestinationRule } from './parseDestinationRule';
import { Sidecar } from './parseSidecar';
import { ServiceEntry } from './parseServiceEntry';
import { WorkloadEntry } from './parseWorkloadEntry';
import { VirtualService } from './parseVirtualService';
import { EnvoyFilter } from './parseEnvoyFilter';
import { GatewayClass } from './parseGatewayClass';
import { MutatingWebhookConfiguration } from './parseMutatingWebhookConfiguration';
import { Gateway } from './parseGateway';
import { IstioGateway } from './parseIstioGateway';
import { CiliumLocalRedirectPolicy } from './parseCiliumLocalRedirectPolicy';
import { CiliumNode } from './parseCiliumNode';
import { CiliumNodeConfig } from './parseCiliumNodeConfig';
import { Ingress } from './parseIngress';
import { IngressClass } from './parseIngressClass';
import { OpenShiftRoute } from './parseOpenShiftRoute';
import { ReferenceGrant } from './parseReferenceGrant';
import { Route } from './parseRoute';
import { Role } from './parseRole';
import { RoleBinding } from './parseRoleBinding';
import { ServiceAccount } from './parseServiceAccount';
import { AdmissionBinding } from './parseAdmissionBinding';
import { AdmissionPolicy } from './parseAdmissionPolicy';
import { AdmissionWebhooks } from './parseAdmissionWebhooks';
import { KyvernoPolicy } from './parseKyvernoPolicy';
import { PolicyException } from './parsePolicyException';
import { ConstraintTemplate } from './parseConstraintTemplate';
import {
  ClusterUserDefinedNetwork,
  UserDefinedNetwork,
} from './parseUserDefinedNetwork';
import {
  ClusterService,
  ConfigMap,
  EndpointSlice,
  Namespace,
  Node,
} from './Snapshot';

/**
 * Kind → normalised type, for every kind that a layer, a control or exposure
 * reads. A new kind adds its line here, its `parse<Kind>.ts` beside this file
 * and its line in `parsers.ts`. Keys are those of `kinds.ts`.
 */
export interface ParsedKinds {
  Pod: PodObject;
  Namespace: Namespace;
  Service: ClusterService;
  EndpointSlice: EndpointSlice;
  Node: Node;
  ServiceAccount: ServiceAccount;
  ConfigMap: ConfigMap;
  Deployment: Owner;
  StatefulSet: Owner;
  DaemonSet: Owner;
  ReplicaSet: Owner;
  ReplicationController: Owner;
  Job: Owner;
  CronJob: Owner;
  NetworkPolicy: NetworkPolicy;
  'ClusterNetworkPolicy.policy.networking.k8s.io': ClusterPolicy;
  AdminNetworkPolicy: ClusterPolicy;
  BaselineAdminNetworkPolicy: ClusterPolicy;
  CiliumNetworkPolicy: CiliumPolicy;
  CiliumClusterwideNetworkPolicy: CiliumPolicy;
  CiliumCIDRGroup: CiliumCidrGroup;
  CiliumLocalRedirectPolicy: CiliumLocalRedirectPolicy;
  CiliumNode: CiliumNode;
  CiliumNodeConfig: CiliumNodeConfig;
  UserDefinedNetwork: UserDefinedNetwork;
  ClusterUserDefinedNetwork: ClusterUserDefinedNetwork;
  AuthorizationPolicy: AuthorizationPolicy;
  PeerAuthentication: PeerAuthentication;
  RequestAuthentication: RequestAuthentication;
  DestinationRule: DestinationRule;
  Sidecar: Sidecar;
  ServiceEntry: ServiceEntry;
  WorkloadEntry: WorkloadEntry;
  VirtualService: VirtualService;
  EnvoyFilter: EnvoyFilter;
  GatewayClass: GatewayClass;
  MutatingWebhookConfiguration: MutatingWebhookConfiguration;
  'Gateway.networking.istio.io': IstioGateway;
  'Gateway.gateway.networking.k8s.io': Gateway;
  HTTPRoute: Route;
  GRPCRoute: Route;
  TLSRoute: Route;
  TCPRoute: Route;
  UDPRoute: Route;
  ReferenceGrant: ReferenceGrant;
  Ingress: Ingress;
  IngressClass: IngressClass;
  /** OpenShift's. */
  Route: OpenShiftRoute;
  Role: Role;
  ClusterRole: Role;
  RoleBinding: RoleBinding;
  ClusterRoleBinding: RoleBinding;
  ValidatingAdmissionPolicy: AdmissionPolicy;
  ValidatingAdmissionPolicyBinding: AdmissionBinding;
  ValidatingWebhookConfiguration: AdmissionWebhooks;
  ClusterPolicy: KyvernoPolicy;
  'Policy.kyverno.io': KyvernoPolicy;
  PolicyException: PolicyException;
  ConstraintTemplate: ConstraintTemplate;
}

export * from './vocabulary';
export * from './refs';
export * from './Verdict';
export * from './Connection';
export type {
  HttpOperation,
  AllowedOperations,
  Party,
  Path,
  Segment,
  Hop,
} from './layers/Layer';
export type { Gap, GapReason, Parsed } from './snapshot/Gap';
export type {
  Facts,
  FactOverrides,
  IstioFacts,
  CiliumFacts,
} from './snapshot/Facts';
export type {
  RawObject,
  ObjectMeta,
  StringMap,
} from './snapshot/KubernetesObject';
export type {
  Snapshot,
  Namespace,
  ClusterService,
  ServicePort,
  EndpointSlice,
  Node,
  ConfigMap,
} from './snapshot/Snapshot';
export type {
  Workload,
  WorkloadId,
  Pod,
  PodShape,
  Container,
  ContainerPort,
} from './snapshot/Workload';

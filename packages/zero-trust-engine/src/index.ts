export * from './vocabulary';
export * from './refs';
export { argoApplicationOf, argoTrackingAnnotation } from './argoTracking';
export type { TrackedObject } from './argoTracking';
export * from './Verdict';
export * from './Connection';
export type {
  ConsideredRule,
  Isolation,
  Miss,
  HttpOperation,
  AllowedOperations,
  Party,
  Path,
  Segment,
  Hop,
  PacketQuestion,
} from './layers/Layer';
export { IpSet } from './sets/IpSet';
export { formatAddress } from './sets/formatAddress';
export { PortSet } from './sets/PortSet';
export { matchLabels } from './select/matchLabels';
export type { LabelSelector, LabelRequirement } from './snapshot/LabelSelector';
export { parseLabelSelector } from './snapshot/LabelSelector';
export { Field } from './snapshot/Field';
export { buildSnapshot } from './snapshot/buildSnapshot';
export type { SnapshotInput } from './snapshot/buildSnapshot';
export { parseFacts } from './snapshot/parseFacts';
export type { ParsedFacts } from './snapshot/parseFacts';
export { SnapshotBuilder } from './snapshot/SnapshotBuilder';
export { hasObject } from './snapshot/hasObject';
export { kinds, kindInfo } from './snapshot/kinds';
export type { KindInfo, KindReader } from './snapshot/kinds';
export type { ParseYaml } from './snapshot/detectFacts';
export type { ParsedKinds } from './snapshot/parsedKinds';
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
export type {
  Permission,
  PermissionPeer,
  PermissionTraffic,
  PortRange,
} from './evaluate/Permission';
export { compile } from './evaluate/compile';
export type { Engine } from './evaluate/Engine';
export type { Judged } from './evaluate/judge';
export type { Exposures } from './exposure/Exposures';
export { exposuresOf } from './exposure/exposuresOf';
export type { Exposure, ExposureReading } from './exposure/Exposure';
export { entryPointsOf } from './exposure/entryPointsOf';
export type {
  Audience,
  EntryFault,
  EntryPoint,
  EntrySource,
  EntryTarget,
  EntryType,
} from './exposure/EntryPoint';
export { dnsReachability } from './posture/dnsReachability';
export type { DnsReachability } from './posture/dnsReachability';
export { nodeEncryptionOf } from './posture/encryption/nodeEncryptionOf';
export { encryptionBetween } from './posture/encryption/encryptionBetween';
export type { EncryptionBetween } from './posture/encryption/encryptionBetween';
export { nodeEncryptionReasons } from './posture/encryption/NodeEncryption';
export type {
  NodeEncryption,
  NodeEncryptionKind,
  NodeEncryptionReason,
} from './posture/encryption/NodeEncryption';
export { diffClusters, diffClusterSteps } from './diff/diffClusters';
export { diffPermissions } from './diff/diffPermissions';
export type {
  ClusterChange,
  PermissionChange,
  PermissionTerms,
} from './diff/PermissionChange';
export type { Finding } from './posture/Finding';
export type {
  WorkloadPosture,
  MeshEnrolment,
  MtlsPosture,
  MtlsHeadline,
  PortAcceptance,
  PortMtls,
  InheritanceStep,
  IdentityPosture,
  PermissionCounts,
} from './posture/Posture';
export type { AccessPosture, RiskyGrant } from './posture/access/AccessPosture';
export { accessSentence } from './posture/access/accessSentence';
export { riskyRightCodes } from './posture/access/riskyRights';
export type {
  AdmissionGuard,
  AdmissionPosture,
  PodSecurity,
} from './posture/admission/AdmissionPosture';
export { assessWorkload } from './posture/assessWorkload';
export { findFindings, findingsOf } from './posture/findingsOf';
export { withObjects } from './snapshot/withObjects';
export { selectorKeys } from './snapshot/selectorKeys';
export { edgeLabels } from './explain/edgeLabels';
export { edgeName } from './explain/edgeName';
export { kindEnforcement } from './layers/network/enforcement';
export { nearestRules } from './explain/nearestRules';
export type { NearRule } from './explain/nearestRules';
export { remedyOf } from './explain/remedyOf';
export { obstacleCodes } from './explain/Remedy';
export type {
  Obstacle,
  ObstacleCode,
  Opened,
  ProposedObject,
  Remedy,
} from './explain/Remedy';
export { explain } from './posture/explain';
export type { ExplanationStep } from './posture/explain';
export { blastRadiusOf, followBlastRadius } from './posture/blastRadiusOf';
export type {
  BlastRadius,
  LastStep,
  ReachedOutside,
  ReachedWorkload,
} from './posture/BlastRadius';
export { coversInternet } from './posture/coversInternet';
export { reasonCodes } from './reasonCodes';
export { findingCodes } from './posture/findings/codes';
export { controls } from './posture/controls';
export { frameworkTitles } from './posture/controls/frameworks';
export {
  assessControls,
  controlAssessor,
} from './posture/controls/assessControls';
export type {
  ControlResult,
  ControlSubject,
} from './posture/controls/assessControls';
export type {
  Control,
  ControlInfo,
  ControlLayer,
  FrameworkId,
  FrameworkRef,
} from './posture/controls/Control';
export { worstControlStateFirst } from './posture/controls/Assessment';
export type {
  Assessment,
  ControlState,
  Part,
} from './posture/controls/Assessment';
export type { ControlQuestion } from './posture/controls/ControlContext';
export { defaultControlSettings } from './posture/controls/ControlSettings';
export type { ControlSettings } from './posture/controls/ControlSettings';
export { observedMtls } from './posture/mtlsObserved';
export type {
  ObservedMtls,
  ObservedTraffic,
  ObservationWindow,
} from './posture/mtlsObserved';
export { transportShare, shareText } from './evaluate/transportShare';
export type { TransportShare } from './evaluate/transportShare';
export {
  leastStageFirst,
  strictReadinessOf,
} from './posture/rollout/strictReadiness';
export type {
  StrictBlocker,
  StrictReadiness,
  StrictStage,
} from './posture/rollout/strictReadiness';
export { rolloutObjects } from './posture/rollout/rolloutObjects';
export type { RolloutStep } from './posture/rollout/rolloutObjects';

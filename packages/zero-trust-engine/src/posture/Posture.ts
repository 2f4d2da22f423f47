import { Certainty, DataPlane, MtlsMode, Outcome } from '../vocabulary';
import { WorkloadRef } from '../refs';
import { GapNote } from '../Verdict';
import { CertificateValidity } from '../snapshot/certificateValidity';
import { Isolation } from '../layers/Layer';
import { AccessPosture } from './access/AccessPosture';
import { AdmissionPosture } from './admission/AdmissionPosture';
import { Exposure } from '../exposure/Exposure';
import { DnsReachability } from './dnsReachability';
import { NodeEncryption } from './encryption/NodeEncryption';
import { Finding } from './Finding';

/** Everything that the header strip of one workload says, with its reasons. */
export interface WorkloadPosture {
  readonly key: string;
  readonly ref: WorkloadRef;
  readonly variant?: string;
  readonly pods: { readonly total: number; readonly ready: number };
  readonly mesh: MeshEnrolment;
  readonly mtls: MtlsPosture;
  readonly identity: IdentityPosture;
  readonly isolation: {
    readonly ingress: Isolation;
    readonly egress: Isolation;
  };
  readonly inbound: PermissionCounts;
  readonly outbound: PermissionCounts;
  readonly access: AccessPosture;
  readonly admission: AdmissionPosture;
  /** Ways from outside the cluster to its ports, and what policy says to them. */
  readonly exposure: readonly Exposure[];
  /** Whether it can look names up. */
  readonly dns: DnsReachability;
  /** Encryption below the mesh; never counted as mutual TLS. */
  readonly nodeEncryption: NodeEncryption;
  readonly findings: readonly Finding[];
  readonly gaps: readonly GapNote[];
}

/** Declared (labels), and enforced (what each pod really has). */
export interface MeshEnrolment {
  /** What a pod created now would get. */
  readonly declared: DataPlane;
  /** What each running pod has; empty when there is no pod. */
  readonly pods: readonly {
    readonly pod: string;
    readonly dataPlane: DataPlane;
    readonly revision?: string;
  }[];
}

/** What a port accepts, as a fact about pods and not about YAML. */
export type PortAcceptance =
  | 'mtls-only'
  | 'both'
  | 'plaintext-only'
  | 'not-enforced'
  | 'not-applicable'
  | 'unknown';

/** The headline over all ports and pods; `mixed` when they differ. */
export type MtlsHeadline =
  | 'strict'
  | 'permissive'
  | 'disabled'
  | 'not-in-mesh'
  | 'mixed'
  | 'not-applicable'
  | 'unknown';

export interface MtlsPosture {
  readonly headline: MtlsHeadline;
  readonly ports: readonly PortMtls[];
}

/** One declared port: declared mode with its chain, and what pods enforce. */
export interface PortMtls {
  readonly port: number;
  readonly name?: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly declared: MtlsMode | 'unknown';
  readonly certainty: Certainty;
  /** Mesh → namespace → workload → port. */
  readonly chain: readonly InheritanceStep[];
  /** What is enforced, pods counted. */
  readonly enforced: readonly {
    readonly acceptance: PortAcceptance;
    readonly pods: readonly string[];
    /** Stable code of why, when it is not what was declared. */
    readonly reason?: string;
  }[];
}

/** One level of the chain, with the objects that lost there. */
export interface InheritanceStep {
  readonly level: 'mesh' | 'namespace' | 'workload' | 'port';
  /** `PeerAuthentication ns/name`; absent when no object is at this level. */
  readonly policy?: string;
  readonly path?: string;
  readonly mode: MtlsMode | 'UNSET';
  /** This level's mode is the effective one. */
  readonly decides: boolean;
  /** Objects of this level that have no effect. */
  readonly shadowed: readonly string[];
}

export interface IdentityPosture {
  /** `<trust domain>/ns/<ns>/sa/<sa>`, the form that a policy accepts. */
  readonly principal: string;
  readonly spiffeId: string;
  readonly serviceAccount: string;
  /** Whether the workload can prove it: a proxy or ztunnel is really there. */
  readonly presented: 'all-pods' | 'some-pods' | 'no-pod' | 'unknown';
  /** Other workloads with the same identity. */
  readonly sharedWith: readonly string[];
  readonly isDefaultAccount: boolean;
  readonly serviceAccountExists: boolean | 'unknown';
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  /** The roots that its pods trust; absent when they could not be read. */
  readonly rootCertificates?: readonly CertificateValidity[];
  /** Labels of its identity where Cilium is the network, `k8s:app=x`. */
  readonly ciliumLabels?: readonly string[];
}

/**
 * Peers by outcome, plus the two classes that people must never miss. Only the
 * ports count that the destination declares; all TCP ports where it declares
 * none. A peer counts with the best that it gets on any of them.
 */
export interface PermissionCounts {
  readonly workloads: Readonly<Record<Outcome, number>>;
  /** Peers among the denied ones that get something on other ports than these. */
  readonly undeclared: number;
  /** The best that any public address, or a name, gets. */
  readonly internet: Outcome;
  /** Every workload of the cluster is allowed. */
  readonly everyone: boolean;
}

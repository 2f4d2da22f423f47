import { z } from 'zod';
import { clusterFreshnessSchema } from './clusters';
import { exposureSchema } from './exposure';
import { mappingSchema } from './mapping';
import { gapNoteSchema } from './verdict';
import { workloadControlsSchema } from './workloadControls';
import {
  certaintySchema,
  dataPlaneSchema,
  outcomeSchema,
  portProtocolSchema,
  severitySchema,
} from './vocabulary';

const modeSchema = z.enum(['STRICT', 'PERMISSIVE', 'DISABLE']);

/** One level of the mTLS inheritance chain, with the objects that lost there. */
export const inheritanceStepSchema = z.object({
  level: z.enum(['mesh', 'namespace', 'workload', 'port']),
  policy: z.string().optional(),
  path: z.string().optional(),
  mode: z.enum(['STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET']),
  decides: z.boolean(),
  shadowed: z.array(z.string()),
});

/** One declared port: what is declared, and what pods enforce. */
export const portMtlsSchema = z.object({
  port: z.number().int(),
  name: z.string().optional(),
  protocol: portProtocolSchema,
  declared: z.union([modeSchema, z.literal('unknown')]),
  certainty: certaintySchema,
  chain: z.array(inheritanceStepSchema),
  enforced: z.array(
    z.object({
      acceptance: z.enum([
        'mtls-only',
        'both',
        'plaintext-only',
        'not-enforced',
        'not-applicable',
        'unknown',
      ]),
      pods: z.array(z.string()),
      reason: z.string().optional(),
    }),
  ),
});

/** Whether the network closes a direction by default, and by which policies. */
export const isolationSchema = z.object({
  state: z.enum(['isolated', 'open', 'unknown']),
  by: z.array(z.string()),
});

/** Peers by outcome; `hidden` ones are counted in it and named nowhere. */
export const permissionCountsSchema = z.object({
  workloads: z.object({
    allow: z.number().int(),
    deny: z.number().int(),
    conditional: z.number().int(),
    unknown: z.number().int(),
  }),
  /** Denied peers that get something on ports which the target does not declare. */
  undeclared: z.number().int(),
  internet: outcomeSchema,
  everyone: z.boolean(),
});

/** Whether the workload can look names up, and at which resolvers. */
export const dnsReachabilitySchema = z.object({
  state: z.enum(['yes', 'no', 'partial', 'unknown']),
  resolvers: z.array(
    z.object({ resolver: z.string(), udp: outcomeSchema, tcp: outcomeSchema }),
  ),
});

/**
 * What encrypts packets between nodes, below the mesh. It proves no identity and
 * is never counted as mutual TLS.
 */
export const nodeEncryptionSchema = z.object({
  state: z.enum(['on', 'off', 'partial', 'unknown']),
  by: z.array(z.enum(['wireguard', 'ipsec', 'ztunnel'])),
  /** The object that says so. */
  source: z.string(),
  /** Stable code of why it is not simply on or off. */
  reason: z.string().optional(),
  nodes: z
    .object({ ready: z.number().int(), total: z.number().int() })
    .optional(),
});

/** A defect or failing protection at a place. Texts are made from the code. */
export const findingSchema = z.object({
  code: z.string(),
  severity: severitySchema,
  object: z.string(),
  path: z.string().optional(),
  workloads: z.array(z.string()),
  params: z.record(z.string(), z.string()),
});

/** A right on the Kubernetes API with which more can be had than it says. */
export const riskyGrantSchema = z.object({
  /** Stable code; `everything` stands for all of them. */
  right: z.string(),
  /** What can be done with it, as the rest of an English sentence. */
  means: z.string(),
  /** Empty for every namespace. */
  namespace: z.string(),
  binding: z.string(),
  role: z.string(),
  path: z.string().optional(),
});

/** What the workload's service account may do on the Kubernetes API. */
export const accessSchema = z.object({
  account: z.string(),
  /** All of it in English sentences. */
  summary: z.string(),
  /** Rights are bound to the account itself, risky or not. */
  granted: z.boolean(),
  risky: z.array(riskyGrantSchema),
  /** Bindings whose role was not read: more may be granted. */
  unreadRoles: z.array(z.object({ binding: z.string(), role: z.string() })),
  /** Kinds that could not be read: more may be granted. */
  unread: z.array(z.string()),
  /** Pods that get the token unasked; one that a volume asks for is not seen. */
  token: z.enum(['all-pods', 'some-pods', 'no-pod', 'unknown']),
  /** Whether the layers let the workload call the API server. */
  apiServer: outcomeSchema,
});

/** Something that looks at what is made in the workload's namespace. */
export const admissionGuardSchema = z.object({
  engine: z.enum(['admission-policy', 'kyverno', 'gatekeeper', 'webhook']),
  object: z.string(),
  /** The binding, or the webhook of the configuration. */
  binding: z.string().optional(),
  /** Kinds or resources; empty when that cannot be seen. */
  checks: z.array(z.string()),
  /** `nothing`: inert, without a binding. `unknown`: only its presence is seen. */
  effect: z.enum(['denies', 'warns', 'audits', 'nothing', 'unknown']),
  /** It looks at a part of these only, or may do. */
  partial: z.boolean(),
  /** When the check itself fails, the object is admitted. */
  failsOpen: z.boolean(),
});

/** What the API server checks in the workload's namespace. */
export const admissionSchema = z.object({
  podSecurity: z.object({
    /** A level, `cluster-default` (which cannot be read) or `unknown`. */
    enforce: z.string(),
    audit: z.string().optional(),
    warn: z.string().optional(),
  }),
  guards: z.array(admissionGuardSchema),
  unread: z.array(z.string()),
});

/** Posture of one workload in one cluster. */
export const workloadPostureSchema = z.object({
  cluster: z.string(),
  /** `namespace/Kind/name`, with the variant in brackets behind. */
  key: z.string(),
  namespace: z.string(),
  kind: z.string(),
  name: z.string(),
  variant: z.string().optional(),
  pods: z.object({ total: z.number().int(), ready: z.number().int() }),
  mesh: z.object({
    declared: dataPlaneSchema,
    pods: z.array(
      z.object({
        pod: z.string(),
        dataPlane: dataPlaneSchema,
        revision: z.string().optional(),
      }),
    ),
  }),
  mtls: z.object({
    headline: z.enum([
      'strict',
      'permissive',
      'disabled',
      'not-in-mesh',
      'mixed',
      'not-applicable',
      'unknown',
    ]),
    ports: z.array(portMtlsSchema),
  }),
  identity: z.object({
    principal: z.string(),
    spiffeId: z.string(),
    serviceAccount: z.string(),
    presented: z.enum(['all-pods', 'some-pods', 'no-pod', 'unknown']),
    /** Keys of readable workloads; the rest is in `sharedWithHidden`. */
    sharedWith: z.array(z.string()),
    sharedWithHidden: z.number().int(),
    isDefaultAccount: z.boolean(),
    serviceAccountExists: z.union([z.boolean(), z.literal('unknown')]),
    trustDomain: z.string(),
    trustDomainAliases: z.array(z.string()),
    /** The mesh's roots that its pods trust; absent when they were not read. */
    rootCertificates: z
      .array(z.object({ notBefore: z.string(), notAfter: z.string() }))
      .optional(),
    /** Where Cilium is the network: what its policies know the workload by. */
    ciliumLabels: z.array(z.string()).optional(),
  }),
  isolation: z.object({ ingress: isolationSchema, egress: isolationSchema }),
  inbound: permissionCountsSchema,
  outbound: permissionCountsSchema,
  access: accessSchema,
  admission: admissionSchema,
  exposure: z.array(exposureSchema),
  dns: dnsReachabilitySchema,
  nodeEncryption: nodeEncryptionSchema,
  findings: z.array(findingSchema),
  /** Absent until the workload was assessed for the first time. */
  controls: workloadControlsSchema.optional(),
  gaps: z.array(gapNoteSchema),
});

/** `GET /v1/entities/:kind/:namespace/:name/posture`. */
export const postureResponseSchema = z.object({
  entityRef: z.string(),
  now: z.string(),
  mapping: mappingSchema,
  /** Worst first. Never averaged. */
  workloads: z.array(workloadPostureSchema),
  clusters: z.array(clusterFreshnessSchema),
  /** True when a cluster or kind that matters could not be read in full. */
  partial: z.boolean(),
});

export type InheritanceStep = z.infer<typeof inheritanceStepSchema>;
export type PortMtls = z.infer<typeof portMtlsSchema>;
export type Isolation = z.infer<typeof isolationSchema>;
export type PermissionCounts = z.infer<typeof permissionCountsSchema>;
export type DnsReachability = z.infer<typeof dnsReachabilitySchema>;
export type NodeEncryption = z.infer<typeof nodeEncryptionSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type RiskyGrant = z.infer<typeof riskyGrantSchema>;
export type Access = z.infer<typeof accessSchema>;
export type AdmissionGuard = z.infer<typeof admissionGuardSchema>;
export type Admission = z.infer<typeof admissionSchema>;
export type WorkloadPosture = z.infer<typeof workloadPostureSchema>;
export type PostureResponse = z.infer<typeof postureResponseSchema>;

import { z } from 'zod';
import { clusterFreshnessSchema } from './clusters';
import { mappingSchema } from './mapping';
import { gapNoteSchema } from './verdict';
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

/** A defect or failing protection at a place. Texts are made from the code. */
export const findingSchema = z.object({
  code: z.string(),
  severity: severitySchema,
  object: z.string(),
  path: z.string().optional(),
  workloads: z.array(z.string()),
  params: z.record(z.string(), z.string()),
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
  }),
  isolation: z.object({ ingress: isolationSchema, egress: isolationSchema }),
  inbound: permissionCountsSchema,
  outbound: permissionCountsSchema,
  findings: z.array(findingSchema),
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
export type Finding = z.infer<typeof findingSchema>;
export type WorkloadPosture = z.infer<typeof workloadPostureSchema>;
export type PostureResponse = z.infer<typeof postureResponseSchema>;

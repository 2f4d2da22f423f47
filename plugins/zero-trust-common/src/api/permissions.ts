import { z } from 'zod';
import { clusterFreshnessSchema } from './clusters';
import { mappingSchema } from './mapping';
import { layerVerdictSchema } from './verdict';
import {
  certaintySchema,
  layerSchema,
  outcomeSchema,
  permissionDirectionSchema,
  protocolSchema,
  reservedPeerSchema,
  transportSchema,
} from './vocabulary';

/** A catalog entity that a peer belongs to, if the caller may read it. */
export const peerEntitySchema = z.object({
  entityRef: z.string(),
  title: z.string().optional(),
  owner: z.string().optional(),
});

/** The other end of a row. */
export const permissionPeerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('workload'),
    key: z.string(),
    namespace: z.string(),
    kind: z.string(),
    name: z.string(),
    variant: z.string().optional(),
    entities: z.array(peerEntitySchema),
  }),
  z.object({
    type: z.literal('addresses'),
    cidrs: z.array(z.string()),
    /** Nearly all public addresses, of IPv4 or of IPv6, are among them. */
    internet: z.boolean(),
  }),
  z.object({ type: z.literal('fqdn'), name: z.string() }),
  z.object({ type: z.literal('reserved'), peer: reservedPeerSchema }),
]);

/** HTTP operations as a policy words them; an absent list means any. */
export const httpOperationSchema = z.object({
  methods: z.array(z.string()).optional(),
  paths: z.array(z.string()).optional(),
  hosts: z.array(z.string()).optional(),
  notMethods: z.array(z.string()).optional(),
  notPaths: z.array(z.string()).optional(),
  notHosts: z.array(z.string()).optional(),
  when: z
    .array(
      z.object({
        key: z.string(),
        values: z.array(z.string()).optional(),
        notValues: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

/** What may pass: inclusive port ranges, and HTTP operations when limited. */
export const permissionTrafficSchema = z.object({
  protocol: protocolSchema,
  ports: z.array(z.object({ first: z.number().int(), last: z.number().int() })),
  http: z
    .object({
      allow: z.union([z.array(httpOperationSchema), z.literal('any')]),
      except: z.array(httpOperationSchema),
    })
    .optional(),
});

/** One row: peer × traffic with its outcome, encryption and deciding rules. */
export const permissionRowSchema = z.object({
  /** Stable while the row's meaning is; for keys and open state in the UI. */
  id: z.string(),
  cluster: z.string(),
  /** The entity's own workload that the row is about. */
  workload: z.string(),
  peer: permissionPeerSchema,
  traffic: permissionTrafficSchema,
  /**
   * True: ports that the destination declares or a Service maps to. False: its
   * other ports. Absent: a destination that declares none.
   */
  declared: z.boolean().optional(),
  outcome: outcomeSchema,
  transport: transportSchema,
  certainty: certaintySchema,
  identity: z.string().optional(),
  layers: z.array(layerVerdictSchema),
});

/** Query of `GET …/permissions`. */
export const permissionsQuerySchema = z.object({
  direction: permissionDirectionSchema,
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().max(200).optional(),
  outcome: outcomeSchema.optional(),
  layer: layerSchema.optional(),
  namespace: z.string().max(63).optional(),
  cluster: z.string().max(253).optional(),
  /**
   * `everyone`: only rows that are not denied and whose peer nobody chose, the
   * Internet or `world`, or a workload that no rule names (no layer that
   * allows it has a deciding policy).
   */
  open: z.literal('everyone').optional(),
});

/** What the answer says beside its rows. */
export const permissionsFrameSchema = z.object({
  entityRef: z.string(),
  direction: permissionDirectionSchema,
  now: z.string(),
  mapping: mappingSchema,
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
  /** Peers that the caller may not read: counted, never named. */
  hiddenPeers: z.number().int(),
  clusters: z.array(clusterFreshnessSchema),
  partial: z.boolean(),
});

export type PeerEntity = z.infer<typeof peerEntitySchema>;
export type PermissionPeer = z.infer<typeof permissionPeerSchema>;
export type HttpOperation = z.infer<typeof httpOperationSchema>;
export type PermissionTraffic = z.infer<typeof permissionTrafficSchema>;
export type PermissionRow = z.infer<typeof permissionRowSchema>;
export type PermissionsQuery = z.input<typeof permissionsQuerySchema>;
/** `GET /v1/entities/:kind/:namespace/:name/permissions?direction=`, unpacked. */
export type PermissionsResponse = z.infer<typeof permissionsFrameSchema> & {
  items: PermissionRow[];
};

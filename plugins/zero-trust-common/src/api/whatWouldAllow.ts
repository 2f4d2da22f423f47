import { z } from 'zod';
import { evidenceSchema } from './evidence';
import {
  directionSchema,
  layerSchema,
  outcomeSchema,
  protocolSchema,
} from './vocabulary';

/** Where on the path: an end of the network, or a proxy of the mesh. */
const placeSchema = z.enum([
  'egress',
  'ingress',
  'sidecar',
  'ztunnel',
  'waypoint',
  'gateway',
  'proxyless-grpc',
]);

/** An allow rule that came close, and each part of it that does not fit. */
export const nearRuleSchema = z.object({
  layer: layerSchema,
  place: placeSchema,
  policy: z.string(),
  path: z.string(),
  misses: z.array(
    z.object({
      /** `peer`, `traffic`, `http`, `sni`, `rule`, or an attribute of Istio's. */
      part: z.string(),
      /** What the rule wants there, a few of it. */
      wants: z.array(z.string()),
      /** What the question has there. */
      has: z.string(),
    }),
  ),
});

/** A new object that would lift the refusal of one place. */
export const proposedObjectSchema = z.object({
  layer: layerSchema,
  place: placeSchema,
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** The whole object, as it would be committed. */
  object: z.record(z.string(), z.unknown()),
});

/** Why an added rule does not help at one place. */
export const obstacleSchema = z.object({
  layer: layerSchema,
  place: placeSchema.optional(),
  /** Stable: `denied-by-rule`, `connection-broken`, … */
  code: z.string(),
  because: z.array(evidenceSchema),
});

/** A call besides the one that is asked about which would pass as well. */
export const openedSchema = z.object({
  workload: z.string(),
  direction: directionSchema,
  /** A workload's key, `fqdn:name`, a reserved peer, or blocks of addresses. */
  peers: z.array(z.string()),
  protocol: protocolSchema,
  ports: z.array(z.object({ first: z.number().int(), last: z.number().int() })),
  before: outcomeSchema,
  after: outcomeSchema,
  /** The call that is asked about, with other requests. */
  otherRequests: z.literal(true).optional(),
});

/** The smallest change that would allow a call, proven by judging with it. */
export const remedySchema = z.object({
  state: z.enum(['proven', 'opens-more', 'not-enough', 'none']),
  objects: z.array(proposedObjectSchema),
  obstacles: z.array(obstacleSchema),
  opens: z.array(openedSchema),
  /** Opened calls of peers that the caller may not read: counted, never named. */
  opensHidden: z.number().int(),
  /** The answer with the objects added; absent for `none`. */
  outcome: outcomeSchema.optional(),
});

export type NearRule = z.infer<typeof nearRuleSchema>;
export type ProposedObject = z.infer<typeof proposedObjectSchema>;
export type Obstacle = z.infer<typeof obstacleSchema>;
export type Opened = z.infer<typeof openedSchema>;
export type Remedy = z.infer<typeof remedySchema>;

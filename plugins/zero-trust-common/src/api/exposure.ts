import { z } from 'zod';
import {
  certaintySchema,
  outcomeSchema,
  portProtocolSchema,
  reservedPeerSchema,
} from './vocabulary';

/** Whom policy at the pods takes the caller for. */
export const entrySourceSchema = z.discriminatedUnion('seenAs', [
  z.object({
    seenAs: z.literal('workloads'),
    workloads: z.array(z.string()),
  }),
  z.object({ seenAs: z.literal('reserved'), peer: reservedPeerSchema }),
  z.object({ seenAs: z.literal('client'), ranges: z.array(z.string()) }),
  z.object({
    seenAs: z.literal('client-or-node'),
    ranges: z.array(z.string()),
    /** Stable code: address translation on the way is not settled. */
    because: z.string(),
  }),
  z.object({ seenAs: z.literal('unknown'), because: z.string() }),
]);

/** Who can dial an entry. */
export const audienceSchema = z.discriminatedUnion('who', [
  z.object({ who: z.literal('internet') }),
  z.object({ who: z.literal('ranges'), ranges: z.array(z.string()) }),
  z.object({ who: z.literal('private-network') }),
  z.object({ who: z.literal('node-network') }),
  z.object({ who: z.literal('unknown') }),
]);

/** A way from outside the cluster, as one object opens it. */
export const entryPointSchema = z.object({
  type: z.enum([
    'ingress',
    'gateway-route',
    'openshift-route',
    'istio-gateway',
    'load-balancer',
    'node-port',
    'external-ip',
  ]),
  object: z.string(),
  path: z.string(),
  /** Empty: every name, or its address. */
  hosts: z.array(z.string()),
  /** Empty: every path, or no HTTP. */
  httpPaths: z.array(z.object({ type: z.string(), value: z.string() })),
  addresses: z.array(z.string()),
  port: z.number().int().optional(),
  tls: z.enum(['none', 'terminated', 'passthrough', 'unknown']),
  service: z.string().optional(),
  source: entrySourceSchema,
  audience: audienceSchema,
});

/** One way in to one port of the workload, and what policy says to it. */
export const exposureSchema = z.object({
  entry: entryPointSchema,
  port: z.number().int(),
  protocol: portProtocolSchema,
  outcome: outcomeSchema,
  certainty: certaintySchema,
  /** The answer for each caller that policy may see. */
  readings: z.array(z.object({ caller: z.string(), outcome: outcomeSchema })),
});

export type EntrySource = z.infer<typeof entrySourceSchema>;
export type Audience = z.infer<typeof audienceSchema>;
export type EntryPoint = z.infer<typeof entryPointSchema>;
export type Exposure = z.infer<typeof exposureSchema>;

import { z } from 'zod';
import { requestFindingSchema } from './accessPreview';

/** Query of `GET /v1/access-requests/options`. */
export const accessOptionsQuerySchema = z.object({
  caller: z.string().max(500),
  callee: z.string().max(500),
  cluster: z.string().max(253).optional(),
});

/** What a form may offer for this pair. */
export const accessOptionsSchema = z.object({
  clusters: z.array(z.string()),
  caller: z.object({
    ref: z.string(),
    identities: z.array(
      z.object({
        cluster: z.string(),
        namespace: z.string(),
        serviceAccount: z.string(),
        principal: z.string().optional(),
        /** Other workloads that would get the access too. */
        sharedWith: z.number().int(),
      }),
    ),
  }),
  callee: z.object({
    ref: z.string(),
    workloads: z.array(
      z.object({
        cluster: z.string(),
        namespace: z.string(),
        kind: z.string(),
        name: z.string(),
        ports: z.array(
          z.object({
            port: z.number().int(),
            name: z.string().optional(),
            protocol: z.enum(['TCP', 'UDP']),
            /** Whether methods and paths can be told apart there. */
            http: z.boolean(),
          }),
        ),
      }),
    ),
  }),
  guardrails: z.array(
    z.object({ id: z.string(), level: requestFindingSchema.shape.level }),
  ),
  sources: z.array(z.object({ id: z.string(), writable: z.boolean() })),
  justificationMin: z.number().int(),
  /** Whether a submit needs a ticket; absent: it does not. */
  ticketRequired: z.boolean().optional(),
  canRequest: z.boolean(),
  /** Why not. */
  reason: z.string().optional(),
});

export type AccessOptions = z.infer<typeof accessOptionsSchema>;

import { z } from 'zod';

/** Why a layer says so: the deciding object, the field in it, a stable code. */
export const evidenceSchema = z.object({
  policy: z.string().optional(),
  path: z.string().optional(),
  reason: z.string(),
  considered: z.array(z.string()).optional(),
  params: z.record(z.string(), z.string()).optional(),
});

export type Evidence = z.infer<typeof evidenceSchema>;

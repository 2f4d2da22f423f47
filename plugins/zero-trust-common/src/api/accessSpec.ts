import { z } from 'zod';

/** Where a policy can be written; `networkpolicy` is Kubernetes' own. */
export const policyDialectSchema = z.enum(['istio', 'networkpolicy', 'cilium']);

/** HTTP methods that a request may name. */
export const httpMethodSchema = z.enum([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
]);

/**
 * How a path is meant. The asterisk is the generator's to write: `prefix`
 * covers what follows, a `template` has `{*}` for one segment and, at its end,
 * `{**}` for the rest.
 */
export const requestPathSchema = z.discriminatedUnion('type', [
  z
    .object({
      type: z.enum(['exact', 'prefix']),
      // No `*`, `{`, `%`, `?` or `#`: an "exact" value with an asterisk at its
      // end would be a prefix to Istio.
      value: z.string().regex(/^\/[A-Za-z0-9._~!$&'()+,;=:@/-]{0,255}$/),
    })
    .strict(),
  z
    .object({
      type: z.literal('template'),
      value: z
        .string()
        .max(256)
        .regex(/^(\/([A-Za-z0-9._~!$&'()+,;=:@-]+|\{\*\}))*(\/\{\*\*\})?$/),
    })
    .strict(),
]);

/** One port and what may be asked on it; without `http`, everything. */
export const accessRuleSchema = z
  .object({
    /** The workload's port, not its Service's. */
    port: z.number().int().min(1).max(65535),
    protocol: z.enum(['TCP', 'UDP']).default('TCP'),
    http: z
      .object({
        methods: z.array(httpMethodSchema).max(7),
        paths: z.array(requestPathSchema).max(20),
      })
      .strict()
      .optional(),
  })
  .strict();

/** "A may call B": what a person asks for. */
export const accessSpecSchema = z
  .object({
    caller: z
      .object({
        entityRef: z.string().max(500),
        /** Which of A's identities; needed only where A has several. */
        identity: z
          .object({
            namespace: z.string().min(1).max(63),
            serviceAccount: z.string().min(1).max(253),
          })
          .strict()
          .optional(),
      })
      .strict(),
    callee: z
      .object({
        entityRef: z.string().max(500),
        /** Needed only where B has several workloads in the cluster. */
        workload: z
          .object({
            namespace: z.string().min(1).max(63),
            kind: z.string().min(1).max(63),
            name: z.string().min(1).max(253),
          })
          .strict()
          .optional(),
      })
      .strict(),
    cluster: z.string().min(1).max(253),
    rules: z.array(accessRuleSchema).min(1).max(20),
    /** Absent: whatever layer needs a change. */
    layers: z.array(policyDialectSchema).min(1).max(3).optional(),
    /** Ids of `choices` of a preview: in which file, where several hold an object. */
    choices: z
      .array(z.string().regex(/^[0-9a-f]{8}$/))
      .max(20)
      .optional(),
  })
  .strict();

export type PolicyDialect = z.infer<typeof policyDialectSchema>;
export type RequestPath = z.infer<typeof requestPathSchema>;
export type AccessRule = z.infer<typeof accessRuleSchema>;
export type AccessSpec = z.infer<typeof accessSpecSchema>;
/** As it is written by a client: defaults may be left out. */
export type AccessSpecInput = z.input<typeof accessSpecSchema>;

import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { z } from 'zod';
import { AccessSettings, ClusterRules } from './AccessSettings';
import { checkConfig, durationMs } from './checkConfig';
import { readPolicySources } from './readPolicySources';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const count = (max: number) => z.number().int().min(1).max(max);

const rulesSchema = z
  .object({
    environment: z.string().min(1).max(100).optional(),
    /** The strictest one where nothing is said. */
    tier: z.enum(['dev', 'staging', 'prod']).default('prod'),
    requiredApprovals: count(10).optional(),
    selfApproval: z.boolean().default(false),
  })
  .strict()
  .refine(({ tier, selfApproval }) => tier === 'dev' || !selfApproval, {
    path: ['selfApproval'],
    message: "only where 'tier' is dev may one approve the own request",
  });

const settingsSchema = z
  .object({
    enabled: z.boolean().optional(),
    requiredApprovals: count(10).default(1),
    justificationMin: z.number().int().min(0).max(500).default(20),
    clusters: z.record(z.string(), rulesSchema).default({}),
    rates: z
      .object({
        previewsPerMinute: count(1_000).default(30),
        requestsPerHour: count(1_000).default(10),
        openPerTeam: count(1_000).default(20),
      })
      .strict()
      .prefault({}),
    polling: z
      .object({
        open: durationMs.default(2 * minuteMs),
        sync: durationMs.default(minuteMs / 2),
        effective: durationMs.default(5 * minuteMs),
      })
      .strict()
      .prefault({}),
    limits: z
      .object({
        maxTuples: count(200).optional(),
        adminPorts: z.array(z.number().int().min(1).max(65535)).optional(),
        adminPaths: z.array(z.string()).optional(),
        forbiddenPairs: z
          .array(
            z
              .object({
                caller: z.array(z.string()).min(1),
                callee: z.array(z.string()).min(1),
                because: z.string().optional(),
              })
              .strict(),
          )
          .optional(),
      })
      .strict()
      .prefault({}),
    syncTimeout: durationMs.default(30 * minuteMs),
    staleAfter: durationMs.default(14 * dayMs),
    loginAnnotations: z.record(z.string(), z.string()).default({}),
  })
  .strict();

const guardrailsSchema = z.record(
  z.string().regex(/^[a-z0-9-]{1,60}$/, { message: 'is no id of a guardrail' }),
  z.enum(['off', 'info', 'warn', 'review', 'block']),
);

/**
 * Reads `zeroTrust.accessRequests`, `zeroTrust.guardrails` and
 * `zeroTrust.policySources`. On where there is a source to write to, unless the
 * operator says otherwise.
 */
export function readAccessSettings(
  root: Config,
  clusters: readonly string[],
): AccessSettings {
  const config = root.getOptionalConfig('zeroTrust');
  const at = 'zeroTrust.accessRequests';
  const read = checkConfig(
    settingsSchema,
    config?.getOptional('accessRequests') ?? {},
    at,
  );
  const sources = readPolicySources(config, {
    integrations: ScmIntegrations.fromConfig(root),
    clusters,
  });
  const unknown = Object.keys(read.clusters).find(
    cluster => !clusters.includes(cluster),
  );
  if (unknown !== undefined) {
    throw new InputError(
      `${at}.clusters: no cluster '${unknown}' in zeroTrust.clusters`,
    );
  }
  return {
    enabled: read.enabled ?? sources.length > 0,
    sources,
    guardrails: checkConfig(
      guardrailsSchema,
      config?.getOptional('guardrails') ?? {},
      'zeroTrust.guardrails',
    ),
    limits: read.limits,
    rulesOf: cluster => {
      const rules = read.clusters[cluster] ?? rulesSchema.parse({});
      const { requiredApprovals = read.requiredApprovals } = rules;
      return { ...rules, requiredApprovals } satisfies ClusterRules;
    },
    justificationMin: read.justificationMin,
    rates: read.rates,
    polling: {
      openMs: [
        read.polling.open,
        read.polling.open * 5,
        read.polling.open * 30,
      ],
      syncMs: [read.polling.sync, read.polling.sync * 10],
      effectiveMs: read.polling.effective,
    },
    syncTimeoutMs: read.syncTimeout,
    staleAfterMs: read.staleAfter,
    loginAnnotations: read.loginAnnotations,
    appUrl: (root.getOptionalString('app.baseUrl') ?? '').replace(/\/+$/, ''),
  };
}

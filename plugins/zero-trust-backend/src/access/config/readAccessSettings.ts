import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { z } from 'zod';
import { AccessSettings } from './AccessSettings';
import { checkConfig, durationMs } from './checkConfig';
import { clusterRulesSchema, rulesIn } from './clusterRules';
import { readGuardrailLevels } from './guardrailLevels';
import { freezeWindowsSchema } from './readFreezeWindows';
import { readPolicySources } from './readPolicySources';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const count = (max: number) => z.number().int().min(1).max(max);

/** An expression that a text has to match as a whole. */
const expression = z.string().transform((text, context): RegExp => {
  try {
    return new RegExp(`^(?:${text})$`);
  } catch {
    const message = 'is no regular expression';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
});

const settingsSchema = z
  .object({
    enabled: z.boolean().optional(),
    requiredApprovals: count(10).default(1),
    justificationMin: z.number().int().min(0).max(500).default(20),
    ticketPattern: expression.optional(),
    freezeWindows: freezeWindowsSchema.default([]),
    clusters: z.record(z.string(), clusterRulesSchema).default({}),
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
    prBody: z.enum(['full', 'minimal']).default('full'),
    loginAnnotations: z.record(z.string(), z.string()).default({}),
  })
  .strict();

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
  const named = [
    ...Object.keys(read.clusters).map(name => [`${at}.clusters`, name]),
    ...read.freezeWindows.flatMap(({ clusters: some = [] }, index) =>
      some.map(name => [`${at}.freezeWindows[${index}].clusters`, name]),
    ),
  ];
  const unknown = named.find(([, name]) => !clusters.includes(name));
  if (unknown) {
    const [key, name] = unknown;
    throw new InputError(`${key}: no cluster '${name}' in zeroTrust.clusters`);
  }
  return {
    enabled: read.enabled ?? sources.length > 0,
    sources,
    guardrailsOf: readGuardrailLevels(config?.getOptional('guardrails')),
    limits: read.limits,
    rulesOf: (cluster, namespace) =>
      rulesIn(
        read.clusters[cluster] ?? clusterRulesSchema.parse({}),
        read.requiredApprovals,
        namespace,
      ),
    justificationMin: read.justificationMin,
    ...(read.ticketPattern ? { ticketPattern: read.ticketPattern } : {}),
    freezeWindows: read.freezeWindows,
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
    prBody: read.prBody,
    loginAnnotations: read.loginAnnotations,
    appUrl: (root.getOptionalString('app.baseUrl') ?? '').replace(/\/+$/, ''),
  };
}

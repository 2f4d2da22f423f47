import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { FactOverrides } from '@ztn/zero-trust-engine';
import { z } from 'zod';

const labels = z.record(z.string(), z.string());

/** The shape of `facts.yaml`; unknown keys are refused, since they state nothing. */
const factsSchema = z.strictObject({
  cni: z.enum(['cilium', 'calico', 'other', 'none', 'unknown']).optional(),
  ipBlockMatchesPods: z.union([z.boolean(), z.literal('unknown')]).optional(),
  nodes: z
    .array(
      z.strictObject({
        name: z.string(),
        addresses: z.array(z.string()).optional(),
        labels: labels.optional(),
      }),
    )
    .optional(),
  podAddresses: z.record(z.string(), z.array(z.string())).optional(),
  istio: z
    .strictObject({
      installed: z.union([z.boolean(), z.literal('unknown')]),
      version: z.string(),
      rootNamespace: z.string(),
      trustDomain: z.string(),
      trustDomainAliases: z.array(z.string()),
      autoMtls: z.boolean(),
      ambient: z.boolean(),
      outboundTrafficPolicy: z.enum(['ALLOW_ANY', 'REGISTRY_ONLY']),
      pathNormalization: z.enum([
        'NONE',
        'BASE',
        'MERGE_SLASHES',
        'DECODE_AND_MERGE_SLASHES',
      ]),
      extensionProviders: z.array(z.string()),
      httpOnlyProviders: z.array(z.string()),
      env: labels,
    })
    .partial()
    .optional(),
  cilium: z
    .strictObject({
      version: z.string(),
      policyMode: z.enum(['default', 'always', 'never']),
      hostFirewall: z.boolean(),
      clusterName: z.string(),
      defaultLocalCluster: z.boolean(),
      config: labels,
    })
    .partial()
    .optional(),
}) satisfies z.ZodType<FactOverrides>;

/** Reads `facts` of one cluster; an `InputError` names the key at fault. */
export function readFacts(
  config: Config,
  at: string,
): FactOverrides | undefined {
  const parsed = factsSchema.optional().safeParse(config.getOptional('facts'));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = [`${at}.facts`, ...issue.path.map(String)].join('.');
  throw new InputError(`${key}: ${issue.message}`);
}

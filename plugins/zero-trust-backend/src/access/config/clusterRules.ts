import { z } from 'zod';
import { ClusterRules, NamespaceOf } from './AccessSettings';

const tiers = ['dev', 'staging', 'prod'] as const;

const fields = {
  environment: z.string().min(1).max(100).optional(),
  requiredApprovals: z.number().int().min(1).max(10).optional(),
  selfApproval: z.boolean().optional(),
};

const namespaceSchema = z
  .object({
    /** Names; `*` stands for any characters. */
    names: z
      .array(
        z.string().regex(/^[a-z0-9*-]{1,63}$/, {
          message: "is no name of a namespace; '*' stands for any characters",
        }),
      )
      .min(1)
      .optional(),
    /** Labels that the Namespace has, all of them. */
    labels: z.record(z.string(), z.string()).optional(),
    ...fields,
    tier: z.enum(tiers).optional(),
  })
  .strict()
  .refine(({ names, labels = {} }) => names || Object.keys(labels).length > 0, {
    message: "needs 'names' or 'labels'",
  });

type NamespaceRules = z.output<typeof namespaceSchema>;

/** `zeroTrust.accessRequests.clusters.<name>`. */
export const clusterRulesSchema = z
  .object({
    ...fields,
    /** The strictest one where nothing is said. */
    tier: z.enum(tiers).default('prod'),
    namespaces: z.array(namespaceSchema).default([]),
  })
  .strict()
  .superRefine((cluster, context) => {
    const message = "only where 'tier' is dev may one approve the own request";
    if (cluster.selfApproval && cluster.tier !== 'dev') {
      context.addIssue({ code: 'custom', path: ['selfApproval'], message });
    }
    cluster.namespaces.forEach(({ selfApproval, tier }, index) => {
      if (selfApproval && (tier ?? cluster.tier) !== 'dev') {
        const path = ['namespaces', index, 'selfApproval'];
        context.addIssue({ code: 'custom', path, message });
      }
    });
  });

/**
 * What is said of a cluster: the first entry of its namespaces wins. Of a
 * namespace whose labels could not be read any entry may be meant that asks for
 * some: then the strictest of each counts.
 */
export function rulesIn(
  cluster: z.output<typeof clusterRulesSchema>,
  requiredApprovals: number,
  namespace?: NamespaceOf,
): ClusterRules {
  const found = namespace ? entriesFor(cluster.namespaces, namespace) : [];
  const last = found.at(-1);
  const isSettled = last !== undefined && !dependsOn(last, namespace);
  const entries = isSettled ? found : [...found, undefined];
  return strictestOf(
    entries.map((own): ClusterRules => {
      const environment = own?.environment ?? cluster.environment;
      const tier = own?.tier ?? cluster.tier;
      return {
        ...(environment === undefined ? {} : { environment }),
        tier,
        requiredApprovals:
          own?.requiredApprovals ??
          cluster.requiredApprovals ??
          requiredApprovals,
        // What a cluster for development allows is not for what else is in it.
        selfApproval:
          tier === 'dev' &&
          (own?.selfApproval ?? cluster.selfApproval ?? false),
      };
    }),
  );
}

/** Entries that are, or may be, the one that is meant; in order. */
function entriesFor(
  all: readonly NamespaceRules[],
  namespace: NamespaceOf,
): readonly NamespaceRules[] {
  const fitting = all.filter(rules => isOf(rules, namespace));
  const sure = fitting.findIndex(rules => !dependsOn(rules, namespace));
  return sure < 0 ? fitting : fitting.slice(0, sure + 1);
}

/** Whether it is known only with labels that could not be read. */
function dependsOn(
  { labels = {} }: NamespaceRules,
  namespace: NamespaceOf | undefined,
): boolean {
  return namespace?.labels === undefined && Object.keys(labels).length > 0;
}

function strictestOf(rules: readonly ClusterRules[]): ClusterRules {
  const environments = [
    ...new Set(rules.flatMap(({ environment }) => environment ?? [])),
  ];
  const [first] = rules;
  if (rules.length === 1) return first;
  return {
    ...(environments.length > 0
      ? { environment: environments.join(' or ') }
      : {}),
    tier: rules
      .map(({ tier }) => tier)
      .reduce((a, b) => (tiers.indexOf(a) > tiers.indexOf(b) ? a : b)),
    requiredApprovals: Math.max(
      ...rules.map(({ requiredApprovals }) => requiredApprovals),
    ),
    selfApproval: rules.every(({ selfApproval }) => selfApproval),
  };
}

function isOf(
  { names, labels = {} }: NamespaceRules,
  namespace: NamespaceOf,
): boolean {
  return (
    (!names || names.some(pattern => matches(pattern, namespace.name))) &&
    Object.entries(labels).every(
      ([key, value]) =>
        namespace.labels === undefined || namespace.labels[key] === value,
    )
  );
}

function matches(pattern: string, name: string): boolean {
  const expression = pattern.split('*').join('.*');
  return new RegExp(`^${expression}$`).test(name);
}

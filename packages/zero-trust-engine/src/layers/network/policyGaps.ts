import { Snapshot } from '../../snapshot/Snapshot';
import { KindEnforcement } from './enforcement';
import { policiesInDoubt } from './policiesInDoubt';
import { ProgramGap } from './Program';

const tiers = [
  ['AdminNetworkPolicy', 'AdminNetworkPolicy', 'admin'],
  [
    'ClusterNetworkPolicy',
    'ClusterNetworkPolicy.policy.networking.k8s.io',
    'admin',
  ],
  ['NetworkPolicy', 'NetworkPolicy', 'policy'],
  ['BaselineAdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'baseline'],
] as const;

const ciliumTiers = [
  ['CiliumNetworkPolicy', 'CiliumNetworkPolicy', 'policy'],
  [
    'CiliumClusterwideNetworkPolicy',
    'CiliumClusterwideNetworkPolicy',
    'policy',
  ],
] as const;

const noneWatched = {
  CiliumNetworkPolicy: false,
  CiliumClusterwideNetworkPolicy: false,
} as const;

const namespacedKinds: readonly string[] = [
  'NetworkPolicy',
  'CiliumNetworkPolicy',
];

/** Which of Cilium's own kinds the agents watch. */
type Watched = Readonly<
  Record<(typeof ciliumTiers)[number][0], boolean | 'unknown'>
>;

/**
 * Policies that could not be read, whole kinds or single objects, as far as the
 * plugin would act on them, and those whose meaning hangs on what was not read. A gap about an object that is in the snapshot
 * all the same speaks of a part of it, which is handled where it is compiled.
 */
export function policyGaps(
  snapshot: Snapshot,
  enforced: KindEnforcement,
  watched?: Watched,
): readonly (ProgramGap & { readonly namespace?: string })[] {
  const acted = { ...noneWatched, ...watched, ...enforced };
  const doubts = policiesInDoubt(snapshot, {
    cilium: watched !== undefined,
    acts: kind => acted[kind] !== false,
  });
  const unread = [...tiers, ...ciliumTiers].flatMap(([kind, key, tier]) => {
    if (acted[kind] === false) return [];
    const gaps = snapshot.gapsOf(key);
    if (gaps.length === 0) return [];
    const present = new Set(
      snapshot.objects(key).map(o => `${o.meta.namespace}/${o.meta.name}`),
    );
    return gaps.flatMap(gap => {
      if (!gap.object) {
        return [{ tier, what: gap.detail ?? `${gap.reason} ${kind}` }];
      }
      const namespaced = namespacedKinds.includes(kind);
      const namespace = namespaced ? gap.object.namespace ?? 'default' : '';
      if (present.has(`${namespace}/${gap.object.name}`)) return [];
      const name = namespaced
        ? `${namespace}/${gap.object.name}`
        : gap.object.name;
      return [
        { tier, what: `${kind} ${name}`, ...(namespaced && { namespace }) },
      ];
    });
  });
  return [...unread, ...doubts];
}

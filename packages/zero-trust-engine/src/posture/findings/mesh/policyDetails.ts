import { patchingFilters } from '../../../layers/mesh/patchingFilters';
import { AuthorizationPolicy } from '../../../snapshot/parseAuthorizationPolicy';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { nameOf } from '../objects';
import { MeshSubject } from './MeshSubjects';
import { ofPolicy } from './rules';

const booleans = /^(1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/;

/** An annotation that istiod cannot read leaves the policy enforced. */
export const dryRunNotRead: FindingCheck = ({ snapshot, mesh }) =>
  snapshot.objects('AuthorizationPolicy').flatMap(policy => {
    const value = policy.meta.annotations['istio.io/dry-run'];
    if (value === undefined || booleans.test(value)) return [];
    return [
      ofPolicy(
        'dry-run-not-read',
        'medium',
        policy,
        'metadata.annotations["istio.io/dry-run"]',
        mesh.ofPolicy(policy),
        { value },
      ),
    ];
  });

/**
 * CUSTOM policies whose authorizer nobody can ask: istiod then denies what
 * their rules match.
 */
export const authorizerUnusable: FindingCheck = context => {
  const custom = context.snapshot
    .objects('AuthorizationPolicy')
    .filter(policy => policy.action === 'CUSTOM');
  const providers = new Map<MeshSubject, Set<string>>();
  for (const policy of custom) {
    for (const subject of sidecarsOf(policy, context)) {
      const known = providers.get(subject) ?? new Set<string>();
      providers.set(subject, known.add(policy.provider ?? ''));
    }
  }
  return custom.flatMap(policy => unusable(policy, providers, context));
};

function unusable(
  policy: AuthorizationPolicy,
  providers: ReadonlyMap<MeshSubject, ReadonlySet<string>>,
  context: FindingContext,
): readonly Finding[] {
  const { istio, sources } = context.snapshot.facts;
  const subjects = sidecarsOf(policy, context);
  if (subjects.length === 0) return [];
  const { provider = '' } = policy;
  const report = (reason: string, of: readonly MeshSubject[]) => [
    ofPolicy('authorizer-unusable', 'high', policy, 'spec.provider.name', of, {
      provider,
      reason,
    }),
  ];
  if (provider === '') return report('not-named', subjects);
  const known = sources['istio.extensionProviders'] !== undefined;
  if (known && !istio.extensionProviders.includes(provider)) {
    return report('not-configured', subjects);
  }
  const several = istio.env.PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS;
  const crowded = subjects.filter(s => (providers.get(s)?.size ?? 0) > 1);
  return several !== 'true' && crowded.length > 0
    ? report('several-on-one-workload', crowded)
    : [];
}

function sidecarsOf(
  policy: AuthorizationPolicy,
  { mesh }: FindingContext,
): readonly MeshSubject[] {
  return mesh.ofPolicy(policy).filter(({ plane }) => plane === 'sidecar');
}

/** A patch of inbound filters may take authorization away: nothing is certain. */
export const envoyFilterInbound: FindingCheck = ({ snapshot, mesh }) =>
  snapshot.objects('EnvoyFilter').flatMap(filter => {
    const patched = mesh.all.filter(
      ({ plane, workload, shape }) =>
        plane === 'sidecar' &&
        patchingFilters(
          [filter],
          {
            point: 'sidecar',
            namespace: workload.namespace,
            labels: shape.labels,
          },
          snapshot.facts.istio.rootNamespace,
        ).length > 0,
    );
    if (patched.length === 0) return [];
    return [
      {
        code: 'envoy-filter-inbound',
        severity: 'medium' as const,
        object: nameOf('EnvoyFilter', filter),
        path: 'spec.configPatches',
        workloads: patched.map(({ workload }) => workload.key),
        params: {},
      },
    ];
  });

import { AuthorizationRule } from '../../../snapshot/AuthorizationRule';
import { AuthorizationPolicy } from '../../../snapshot/parseAuthorizationPolicy';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { nameOf } from '../objects';
import { MeshSubject } from './MeshSubjects';
import { conditionsOf, ofPolicy } from './rules';

/**
 * Tokens take two objects: RequestAuthentication reads them and demands none,
 * AuthorizationPolicy demands them and reads none. One without the other.
 */
export const tokenRules: FindingCheck = context => {
  const { snapshot, mesh } = context;
  const readers = snapshot.objects('RequestAuthentication');
  const policies = snapshot.objects('AuthorizationPolicy');
  const pinned = [...readers, ...policies].some(
    ({ meta }) => meta.labels['istio.io/rev'] !== undefined,
  );
  const unread = ['RequestAuthentication', 'AuthorizationPolicy'].some(
    kind => snapshot.gapsOf(kind).length > 0,
  );
  if (pinned || unread) return [];
  const validated = new Set(readers.flatMap(reader => mesh.ofPolicy(reader)));
  const demanding = new Set(
    policies
      .filter(p => p.action === 'CUSTOM' || p.rules.some(asksForToken))
      .flatMap(policy => mesh.ofPolicy(policy)),
  );
  return [
    ...policies.flatMap(policy => notValidated(policy, validated, context)),
    ...readers.flatMap(reader => {
      const open = mesh
        .ofPolicy(reader)
        .filter(s => s.plane === 'sidecar' && !demanding.has(s));
      if (open.length === 0) return [];
      return [
        {
          code: 'token-not-demanded',
          severity: 'medium' as const,
          object: nameOf('RequestAuthentication', reader),
          path: 'spec.jwtRules',
          workloads: open.map(({ workload }) => workload.key),
          params: {},
        },
      ];
    }),
  ];
};

function asksForToken(rule: AuthorizationRule): boolean {
  return conditionsOf(rule).some(c => c.attribute.startsWith('request.auth.'));
}

function notValidated(
  policy: AuthorizationPolicy,
  validated: ReadonlySet<MeshSubject>,
  { mesh }: FindingContext,
): readonly Finding[] {
  if (policy.action !== 'ALLOW' && policy.action !== 'DENY') return [];
  const without = mesh
    .ofPolicy(policy)
    .filter(s => s.plane === 'sidecar' && !validated.has(s));
  if (without.length === 0) return [];
  return policy.rules
    .filter(asksForToken)
    .map(rule =>
      ofPolicy(
        'token-rule-without-authentication',
        'high',
        policy,
        rule.path,
        without,
        { action: policy.action },
      ),
    );
}

import { coversNewNamespaces } from '../../snapshot/admissionRules';
import { KyvernoRule } from '../../snapshot/parseKyvernoPolicy';
import { Snapshot } from '../../snapshot/Snapshot';
import { Part } from './Assessment';
import { Control } from './Control';
import { mappingOf } from './frameworks';

/** A new namespace is checked, or filled, before anything runs in it. */
export const admissionGuard: Control = {
  id: 'admission-guard',
  title: 'New namespaces are guarded',
  why: 'Every namespace that exists may be closed, and the one that somebody makes tomorrow is open: in Kubernetes a new namespace has no policy at all.',
  how: 'A ValidatingAdmissionPolicy with a binding that denies, or a Kyverno ClusterPolicy that enforces, for the creation of namespaces; or a Kyverno rule that generates a network policy for each. What a policy asks of the namespace is not read. Of webhooks and Gatekeeper only the presence can be seen: unknown.',
  layer: 'admission',
  scope: 'cluster',
  severity: 'medium',
  mapping: mappingOf({ cis: ['5.2.1', '5.3.2'], nist: ['5'] }),
  reasons: {
    denies: 'New namespaces are checked, and refused.',
    generates: 'Every new namespace gets a {kind}.',
    'only-some': 'Only a part of new namespaces is checked.',
    'not-enforced': 'New namespaces are checked, and nothing is refused.',
    'fails-open': 'When the check fails, the namespace is admitted.',
    'no-binding': 'The policy has no binding: nothing is checked.',
    'webhook-unread':
      'A webhook is asked about new namespaces; what it checks cannot be read.',
    'gatekeeper-unread': 'Gatekeeper is there; its constraints are not read.',
    unguarded: 'Nothing looks at new namespaces.',
    'kinds-unreadable': '{kinds} could not be read.',
  },
  assess: ({ snapshot }) => {
    const guards = [...byAdmissionPolicies(snapshot), ...byKyverno(snapshot)];
    if (guards.some(({ holds }) => holds === true)) {
      // One guard that holds is enough; the others do not weaken it.
      return guards.filter(({ holds }) => holds === true);
    }
    const unread = [...byWebhooks(snapshot), ...byGatekeeper(snapshot)];
    const gaps = gapsIn(snapshot);
    if (unread.length + gaps.length > 0) return [...unread, ...gaps];
    return guards.length > 0 ? guards : [{ holds: false, reason: 'unguarded' }];
  },
};

function byAdmissionPolicies(snapshot: Snapshot): readonly Part[] {
  const bindings = snapshot.objects('ValidatingAdmissionPolicyBinding');
  return snapshot
    .objects('ValidatingAdmissionPolicy')
    .filter(({ rules }) => rules.some(coversNewNamespaces))
    .flatMap(policy => {
      const own = bindings.filter(b => b.policy === policy.meta.name);
      const object = `ValidatingAdmissionPolicy ${policy.meta.name}`;
      if (own.length === 0) {
        return [{ holds: false, reason: 'no-binding', object } as const];
      }
      if (policy.failurePolicy === 'Ignore') {
        return [{ holds: false, reason: 'fails-open', object } as const];
      }
      return own.map((binding): Part => {
        const place = {
          object: `ValidatingAdmissionPolicyBinding ${binding.meta.name}`,
        };
        if (!binding.actions.includes('Deny')) {
          return { holds: false, reason: 'not-enforced', ...place };
        }
        return binding.limited || policy.limited
          ? { holds: false, reason: 'only-some', ...place }
          : { holds: true, reason: 'denies', ...place };
      });
    });
}

const policyKinds = [
  'NetworkPolicy',
  'CiliumNetworkPolicy',
  'AuthorizationPolicy',
];

function byKyverno(snapshot: Snapshot): readonly Part[] {
  return snapshot.objects('ClusterPolicy').flatMap(({ meta, rules }) =>
    rules
      .filter(({ kinds }) => kinds.some(k => k === 'Namespace' || k === '*'))
      .flatMap((rule): readonly Part[] => {
        const place = {
          object: `ClusterPolicy ${meta.name}`,
          path: rule.path,
        };
        return kyvernoPart(rule).map(part => ({ ...part, ...place }));
      }),
  );
}

function kyvernoPart(rule: KyvernoRule): readonly Part[] {
  const { generates, validates, limited } = rule;
  if (generates !== undefined && policyKinds.includes(generates)) {
    return [
      limited
        ? { holds: false, reason: 'only-some' }
        : { holds: true, reason: 'generates', params: { kind: generates } },
    ];
  }
  if (validates === 'no') return [];
  if (validates === 'audit') return [{ holds: false, reason: 'not-enforced' }];
  return [
    limited
      ? { holds: false, reason: 'only-some' }
      : { holds: true, reason: 'denies' },
  ];
}

function byWebhooks(snapshot: Snapshot): readonly Part[] {
  return snapshot
    .objects('ValidatingWebhookConfiguration')
    .filter(({ webhooks }) =>
      webhooks.some(({ rules }) => rules.some(coversNewNamespaces)),
    )
    .map(({ meta }) => ({
      holds: 'unknown',
      reason: 'webhook-unread',
      object: `ValidatingWebhookConfiguration ${meta.name}`,
    }));
}

function byGatekeeper(snapshot: Snapshot): readonly Part[] {
  const [template] = snapshot.objects('ConstraintTemplate');
  if (!template) return [];
  const object = `ConstraintTemplate ${template.meta.name}`;
  return [{ holds: 'unknown', reason: 'gatekeeper-unread', object }];
}

const kinds = [
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'ClusterPolicy',
  'ConstraintTemplate',
] as const;

function gapsIn(snapshot: Snapshot): readonly Part[] {
  const unread = kinds.filter(kind => snapshot.gapsOf(kind).length > 0);
  if (unread.length === 0) return [];
  return [
    {
      holds: 'unknown',
      reason: 'kinds-unreadable',
      params: { kinds: unread.join(', ') },
    },
  ];
}

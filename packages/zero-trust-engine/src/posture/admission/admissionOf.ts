import { matchLabels } from '../../select/matchLabels';
import { AdmissionRule } from '../../snapshot/admissionRules';
import { LabelSelector } from '../../snapshot/LabelSelector';
import { AdmissionBinding } from '../../snapshot/parseAdmissionBinding';
import { KyvernoPolicy } from '../../snapshot/parseKyvernoPolicy';
import { Namespace, Snapshot } from '../../snapshot/Snapshot';
import {
  AdmissionGuard,
  AdmissionPosture,
  PodSecurity,
} from './AdmissionPosture';

const kinds = [
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'ClusterPolicy',
  'Policy.kyverno.io',
  'PolicyException',
  'ConstraintTemplate',
] as const;

/** What guards one namespace. A guard whose selector leaves it out is not told. */
export function admissionOf(
  snapshot: Snapshot,
  namespace: Namespace,
): AdmissionPosture {
  return {
    podSecurity: podSecurityOf(namespace),
    guards: [
      ...admissionPolicies(snapshot, namespace),
      ...kyvernoPolicies(snapshot, namespace),
      ...templates(snapshot),
      ...webhooks(snapshot, namespace),
    ],
    unread: kinds.filter(kind => snapshot.gapsOf(kind).length > 0),
  };
}

const podSecurityLabel = 'pod-security.kubernetes.io/';

function podSecurityOf({ declared, labels }: Namespace): PodSecurity {
  const level = (mode: string) => labels[`${podSecurityLabel}${mode}`];
  const [audit, warn] = [level('audit'), level('warn')];
  const none = declared ? 'cluster-default' : 'unknown';
  return {
    enforce: level('enforce') ?? none,
    ...(audit === undefined ? {} : { audit }),
    ...(warn === undefined ? {} : { warn }),
  };
}

/** Labels of a namespace that was not read may be any. */
function mayConcern(selector: LabelSelector, { declared, labels }: Namespace) {
  return !declared || matchLabels(selector, labels);
}

function resourcesOf(rules: readonly AdmissionRule[]): readonly string[] {
  const namespaced = rules
    .flatMap(({ resources }) => resources)
    .filter(resource => resource !== 'namespaces');
  return [...new Set(namespaced)];
}

function admissionPolicies(
  snapshot: Snapshot,
  namespace: Namespace,
): readonly AdmissionGuard[] {
  const bindings = snapshot.objects('ValidatingAdmissionPolicyBinding');
  return snapshot
    .objects('ValidatingAdmissionPolicy')
    .filter(policy => mayConcern(policy.namespaces, namespace))
    .flatMap((policy): readonly AdmissionGuard[] => {
      const checks = resourcesOf(policy.rules);
      if (checks.length === 0) return [];
      const guard = {
        engine: 'admission-policy',
        object: `ValidatingAdmissionPolicy ${policy.meta.name}`,
        checks,
        partial: policy.narrowed || !namespace.declared,
        failsOpen: policy.failurePolicy === 'Ignore',
      } as const;
      const own = bindings.filter(b => b.policy === policy.meta.name);
      // Bindings that could not be read may be its own.
      const hidden =
        snapshot.gapsOf('ValidatingAdmissionPolicyBinding').length > 0;
      if (own.length === 0) {
        return [{ ...guard, effect: hidden ? 'unknown' : 'nothing' }];
      }
      return own
        .filter(binding => mayConcern(binding.namespaces, namespace))
        .map(binding => ({
          ...guard,
          binding: `ValidatingAdmissionPolicyBinding ${binding.meta.name}`,
          effect: effectOf(binding),
          partial: guard.partial || binding.narrowed,
        }));
    });
}

function effectOf({ actions }: AdmissionBinding): AdmissionGuard['effect'] {
  if (actions.includes('Deny')) return 'denies';
  return actions.includes('Warn') ? 'warns' : 'audits';
}

/** Policies of the cluster, and those of the namespace. */
function kyvernoPolicies(
  snapshot: Snapshot,
  namespace: Namespace,
): readonly AdmissionGuard[] {
  const own = snapshot
    .objects('Policy.kyverno.io')
    .filter(({ meta }) => meta.namespace === namespace.name);
  return [
    ...snapshot
      .objects('ClusterPolicy')
      .flatMap(policy => kyvernoGuards(snapshot, policy, policy.meta.name)),
    ...own.flatMap(policy =>
      kyvernoGuards(
        snapshot,
        policy,
        `${policy.meta.namespace}/${policy.meta.name}`,
      ),
    ),
  ];
}

function kyvernoGuards(
  snapshot: Snapshot,
  { meta, rules }: KyvernoPolicy,
  name: string,
): readonly AdmissionGuard[] {
  const checking = rules.filter(({ validates }) => validates !== 'no');
  return (['enforce', 'audit'] as const).flatMap(
    (action): readonly AdmissionGuard[] => {
      const same = checking.filter(({ validates }) => validates === action);
      const checks = [...new Set(same.flatMap(rule => rule.kinds))].filter(
        kind => kind !== 'Namespace',
      );
      if (checks.length === 0) return [];
      return [
        {
          engine: 'kyverno',
          object: `${meta.namespace ? 'Policy' : 'ClusterPolicy'} ${name}`,
          checks,
          effect: action === 'enforce' ? 'denies' : 'audits',
          partial:
            same.some(({ limited }) => limited) ||
            isExcepted(snapshot, name, same),
          failsOpen: false,
        },
      ];
    },
  );
}

/** Some object is let off one of the rules, or may be. */
function isExcepted(
  snapshot: Snapshot,
  policy: string,
  rules: KyvernoPolicy['rules'],
): boolean {
  if (snapshot.gapsOf('PolicyException').length > 0) return true;
  return snapshot
    .objects('PolicyException')
    .some(({ exceptions }) =>
      exceptions.some(
        exception =>
          exception.policy === policy &&
          exception.rules.some(
            written =>
              written.includes('*') ||
              rules.some(({ name }) => madeOf(written) === name),
          ),
      ),
    );
}

/** Rules for pods are made into rules for what makes pods. */
function madeOf(rule: string): string {
  return rule.replace(/^autogen-(cronjob-)?/, '');
}

function templates(snapshot: Snapshot): readonly AdmissionGuard[] {
  return snapshot.objects('ConstraintTemplate').map(({ meta }) => ({
    engine: 'gatekeeper',
    object: `ConstraintTemplate ${meta.name}`,
    checks: [],
    effect: 'unknown',
    partial: true,
    failsOpen: false,
  }));
}

function webhooks(
  snapshot: Snapshot,
  namespace: Namespace,
): readonly AdmissionGuard[] {
  return snapshot
    .objects('ValidatingWebhookConfiguration')
    .flatMap(({ meta, webhooks: hooks }) =>
      hooks
        .filter(hook => mayConcern(hook.namespaces, namespace))
        .flatMap((hook): readonly AdmissionGuard[] => {
          const checks = resourcesOf(hook.rules);
          if (checks.length === 0) return [];
          return [
            {
              engine: 'webhook',
              object: `ValidatingWebhookConfiguration ${meta.name}`,
              binding: hook.name,
              checks,
              effect: 'unknown',
              partial: hook.narrowed || !namespace.declared,
              failsOpen: hook.failurePolicy === 'Ignore',
            },
          ];
        }),
    );
}

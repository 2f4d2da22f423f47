import { buildSnapshot } from '../../snapshot/buildSnapshot';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aNamespace } from '../../testing/builders';
import { snapshotOf } from '../../testing/fromYaml';
import { undeclaredNamespace } from '../../snapshot/parseNamespace';
import { admissionOf } from './admissionOf';

const registration = 'admissionregistration.k8s.io/v1';
const pods = {
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE'],
  resources: ['pods'],
};

const policy = (spec: object = {}) =>
  ({
    apiVersion: registration,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'no-root' },
    spec: { matchConstraints: { resourceRules: [pods] }, ...spec },
  } as RawObject);
const bound = (spec: object = {}) =>
  ({
    apiVersion: registration,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'no-root-in-shop' },
    spec: { policyName: 'no-root', validationActions: ['Deny'], ...spec },
  } as RawObject);
const onlyIn = (team: string) => ({
  namespaceSelector: { matchLabels: { team } },
});

const guarding = (
  objects: readonly RawObject[],
  options: {
    labels?: Record<string, string>;
    unread?: string[];
    group?: string;
  } = {},
) => {
  const snapshot = buildSnapshot({
    cluster: '',
    objects: [
      aNamespace('shop', options.labels ?? { team: 'shop' }),
      ...objects,
    ],
    gaps: (options.unread ?? []).map(kind => ({
      group: options.group ?? 'admissionregistration.k8s.io',
      kind,
      reason: 'forbidden',
    })),
  });
  return admissionOf(snapshot, snapshot.namespaces.get('shop')!);
};

describe('what guards a namespace at admission', () => {
  it('is the level of Pod Security that its labels ask for', () => {
    const { podSecurity } = guarding([], {
      labels: {
        'pod-security.kubernetes.io/enforce': 'baseline',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    });
    expect(podSecurity).toEqual({ enforce: 'baseline', warn: 'restricted' });
  });

  it('is the default of the cluster where the labels say nothing', () => {
    expect(guarding([])).toEqual({
      podSecurity: { enforce: 'cluster-default' },
      guards: [],
      unread: [],
    });
  });

  it('is not known of a namespace that could not be read', () => {
    const snapshot = snapshotOf([
      policy(),
      bound({ matchResources: onlyIn('x') }),
    ]);
    const { podSecurity, guards } = admissionOf(
      snapshot,
      undeclaredNamespace('shop'),
    );
    expect(podSecurity).toEqual({ enforce: 'unknown' });
    expect(guards).toMatchObject([{ effect: 'denies', partial: true }]);
  });

  it.each([
    [['Deny', 'Audit'], 'denies'],
    [['Warn'], 'warns'],
    [['Audit'], 'audits'],
  ])('is an admission policy whose binding has %j', (actions, effect) => {
    const { guards } = guarding([
      policy(),
      bound({ validationActions: actions }),
    ]);
    expect(guards).toEqual([
      {
        engine: 'admission-policy',
        object: 'ValidatingAdmissionPolicy no-root',
        binding: 'ValidatingAdmissionPolicyBinding no-root-in-shop',
        checks: ['pods'],
        effect,
        partial: false,
        failsOpen: false,
      },
    ]);
  });

  it('is no admission policy without a binding', () => {
    expect(guarding([policy()]).guards).toMatchObject([{ effect: 'nothing' }]);
  });

  it('may be an admission policy whose bindings could not be read', () => {
    const unread = ['ValidatingAdmissionPolicyBinding'];
    const { guards, unread: told } = guarding([policy()], { unread });
    expect(guards).toMatchObject([{ effect: 'unknown' }]);
    expect(told).toEqual(unread);
  });

  it.each([
    [
      'the policy',
      [
        policy({
          matchConstraints: { resourceRules: [pods], ...onlyIn('bank') },
        }),
        bound(),
      ],
    ],
    ['the binding', [policy(), bound({ matchResources: onlyIn('bank') })]],
  ])(
    'leaves out what %s selects no namespace of this kind for',
    (_who, objects) => {
      expect(guarding(objects).guards).toEqual([]);
    },
  );

  it('keeps what selects this namespace', () => {
    const { guards } = guarding([
      policy(),
      bound({ matchResources: onlyIn('shop') }),
    ]);
    expect(guards).toMatchObject([{ effect: 'denies', partial: false }]);
  });

  it('tells what is narrowed, and what fails open', () => {
    const { guards } = guarding([
      policy({
        failurePolicy: 'Ignore',
        matchConditions: [{ name: 'x', expression: 'true' }],
      }),
      bound(),
    ]);
    expect(guards).toMatchObject([{ partial: true, failsOpen: true }]);
  });

  it('is what a Kyverno policy enforces, and what it only notes', () => {
    const rule = (name: string, failureAction: string, kind: string) => ({
      name,
      match: { any: [{ resources: { kinds: [kind] } }] },
      validate: { failureAction },
    });
    const { guards } = guarding([
      {
        apiVersion: 'kyverno.io/v1',
        kind: 'ClusterPolicy',
        metadata: { name: 'checks' },
        spec: {
          rules: [
            rule('a', 'Enforce', 'Pod'),
            rule('b', 'Audit', 'Service'),
            rule('c', 'Enforce', 'Namespace'),
          ],
        },
      } as RawObject,
    ]);
    expect(guards).toMatchObject([
      { engine: 'kyverno', checks: ['Pod'], effect: 'denies', partial: false },
      { engine: 'kyverno', checks: ['Service'], effect: 'audits' },
    ]);
  });

  const inNamespace = (namespace: string) =>
    ({
      apiVersion: 'kyverno.io/v1',
      kind: 'Policy',
      metadata: { name: 'own', namespace },
      spec: {
        validationFailureAction: 'Enforce',
        rules: [
          {
            name: 'a',
            match: { any: [{ resources: { kinds: ['Pod'] } }] },
            validate: {},
          },
        ],
      },
    } as RawObject);
  const exceptionTo = (policyName: string, ruleName: string) =>
    ({
      apiVersion: 'kyverno.io/v2',
      kind: 'PolicyException',
      metadata: { name: 'let-off', namespace: 'ops' },
      spec: { exceptions: [{ policyName, ruleNames: [ruleName] }] },
    } as RawObject);

  it('is what a Kyverno policy of the namespace itself asks for', () => {
    const { guards } = guarding([inNamespace('shop'), inNamespace('bank')]);
    expect(guards).toMatchObject([
      { object: 'Policy shop/own', effect: 'denies', partial: false },
    ]);
  });

  it.each([
    ['its rule', 'shop/own', 'a', true],
    ['a rule that is made of it', 'shop/own', 'autogen-a', true],
    ['another rule', 'shop/own', 'b', false],
    ['another policy', 'bank/own', 'a', false],
  ])('is partial where an exception names %s', (_what, name, rule, partial) => {
    const { guards } = guarding([inNamespace('shop'), exceptionTo(name, rule)]);
    expect(guards).toMatchObject([{ object: 'Policy shop/own', partial }]);
  });

  it('is partial where exceptions cannot be read', () => {
    const { guards, unread } = guarding([inNamespace('shop')], {
      unread: ['PolicyException'],
      group: 'kyverno.io',
    });
    expect(guards).toMatchObject([{ partial: true }]);
    expect(unread).toEqual(['PolicyException']);
  });

  it('can only be seen to be there where it is a webhook or Gatekeeper', () => {
    const { guards } = guarding([
      {
        apiVersion: registration,
        kind: 'ValidatingWebhookConfiguration',
        metadata: { name: 'images' },
        webhooks: [
          { name: 'a.example.com', rules: [pods], failurePolicy: 'Ignore' },
          { name: 'b.example.com', rules: [pods], ...onlyIn('bank') },
        ],
      } as RawObject,
      {
        apiVersion: 'templates.gatekeeper.sh/v1',
        kind: 'ConstraintTemplate',
        metadata: { name: 'k8spspprivileged' },
        spec: {},
      } as RawObject,
    ]);
    expect(guards).toMatchObject([
      { engine: 'gatekeeper', checks: [], effect: 'unknown' },
      {
        engine: 'webhook',
        binding: 'a.example.com',
        effect: 'unknown',
        failsOpen: true,
      },
    ]);
  });
});

import { AccessGoal, AccessRule } from '../AccessGoal';
import { planAccess } from '../planAccess';
import {
  aWorkload,
  closed,
  engineOver,
  getOrders,
  goalOf,
  ordersIsolatedInMesh,
  planOver,
  port8080,
  shop,
} from '../testing/world';
import { askFindings, scopeFindings } from './aboutRequest';
import { guardrails } from './index';
import { PlanFacts } from './PlanFacts';
import { PlanSettings } from './PlanSettings';

const meshed = engineOver(shop('sidecar', ordersIsolatedInMesh));

function findings(
  goal: AccessGoal,
  more: { readonly settings?: PlanSettings; readonly facts?: PlanFacts } = {},
): readonly string[] {
  return planAccess({ engine: meshed, goal, ...more }).findings.map(
    ({ id, level }) => `${level} ${id}`,
  );
}

const asking = (
  methods: readonly string[],
  ...values: readonly string[]
): AccessRule => ({
  ...getOrders,
  http: { methods, paths: values.map(value => ({ type: 'prefix', value })) },
});

describe('guardrails', () => {
  it('have ids of their own', () => {
    const ids = guardrails.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'G10 block %s without a path',
    method => {
      expect(findings(goalOf([asking([method])]))).toEqual([
        'block paths-required',
      ]);
    },
  );

  it('let GET go without a path', () => {
    expect(findings(goalOf([asking(['GET'])]))).toEqual([]);
  });

  it('block a path without a method', () => {
    expect(findings(goalOf([asking([], '/api')]))).toEqual([
      'block method-required',
    ]);
  });

  it('warn of the root as a path, and block it in production', () => {
    const goal = goalOf([asking(['GET'], '/')]);
    expect(findings(goal)).toEqual(['warn no-root-path']);
    expect(findings(goal, { settings: { tier: 'prod' } })).toEqual([
      'block no-root-path',
    ]);
  });

  it('block more combinations than one request may have', () => {
    const goal = goalOf([asking(['GET', 'POST'], '/a', '/b')]);
    expect(findings(goal, { settings: { maxTuples: 3 } })).toEqual([
      'block max-tuples',
    ]);
    expect(findings(goal, { settings: { maxTuples: 4 } })).toEqual([]);
  });

  it('block pairs that the operator rules out, by tags or labels', () => {
    const settings: PlanSettings = {
      forbiddenPairs: [
        {
          caller: ['pci=false'],
          callee: ['app=orders', 'namespace=shop'],
          because: 'card data',
        },
      ],
    };
    const facts = { caller: { tags: ['pci=false'] } };
    expect(findings(goalOf(), { settings, facts })).toEqual([
      'block forbidden-pairs',
    ]);
    expect(findings(goalOf(), { settings })).toEqual([]);
  });

  it('block calls between environments and review those between clusters', () => {
    const ends = (environment: string, cluster: string) => ({
      environment,
      cluster,
    });
    expect(
      findings(goalOf(), {
        facts: { caller: ends('dev', 'eu'), callee: ends('staging', 'eu') },
      }),
    ).toEqual(['block cross-environment']);
    expect(
      findings(goalOf(), {
        facts: { caller: ends('dev', 'eu'), callee: ends('dev', 'us') },
      }),
    ).toEqual(['review cross-cluster']);
  });

  it('review the default account, and block it in production', () => {
    const objects = [
      ...shop('sidecar', ordersIsolatedInMesh),
      ...aWorkload('shop', 'lazy', {
        mesh: 'sidecar',
        serviceAccount: 'default',
      }),
    ];
    const goal = goalOf([getOrders], { caller: 'shop/Deployment/lazy' });
    const levels = (tier: string) =>
      planOver(objects, { goal, settings: { tier } }).findings.map(
        ({ id, level }) => `${level} ${id}`,
      );
    expect(levels('dev')).toEqual(['review default-service-account']);
    expect(levels('prod')).toEqual(['block default-service-account']);
  });

  it('review ports and paths for operators', () => {
    const goal = goalOf([
      { port: 15000, protocol: 'TCP' },
      asking(['GET'], '/admin/users'),
    ]);
    expect(findings(goal)).toEqual(
      expect.arrayContaining(['review admin-port', 'review admin-port']),
    );
    expect(findings(goalOf([asking(['GET'], '/administrators')]))).toEqual([]);
  });

  it('send a callee without owner to security', () => {
    expect(findings(goalOf(), { facts: { callee: { owners: 0 } } })).toEqual([
      'review owner-missing',
    ]);
    expect(findings(goalOf(), { facts: { callee: { owners: 1 } } })).toEqual(
      [],
    );
  });

  it('warn of a caller that may not look up names', () => {
    const dns = [
      ...aWorkload('kube-system', 'kube-dns', {
        ports: [{ containerPort: 53, protocol: 'UDP' }],
      }),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'kube-dns', namespace: 'kube-system' },
        spec: {
          selector: { app: 'kube-dns' },
          ports: [
            { name: 'dns', port: 53, protocol: 'UDP' },
            { name: 'dns-tcp', port: 53, protocol: 'TCP' },
          ],
        },
      },
    ];
    const objects = shop('none', dns, closed('shop', 'web', 'Egress'));
    const plan = planOver(objects, { goal: goalOf([port8080]) });
    expect(plan.outcome).toBe('change');
    expect(plan.findings).toMatchObject([{ id: 'dns-egress', level: 'warn' }]);
  });

  it('take the levels that the operator states', () => {
    const goal = goalOf([asking(['POST'])]);
    const at = (level: 'warn' | 'off') =>
      planAccess({
        engine: meshed,
        goal,
        settings: { guardrails: { 'paths-required': level } },
      });
    expect(at('warn')).toMatchObject({
      outcome: 'change',
      findings: [{ id: 'paths-required', level: 'warn' }],
    });
    expect(at('off')).toMatchObject({ outcome: 'change', findings: [] });
  });

  it('cannot be turned off where the proof rests on them', () => {
    const plan = planOver(
      shop('ambient', closed('shop', 'orders', 'Ingress')),
      {
        goal: goalOf([port8080]),
        settings: {
          guardrails: { 'ambient-port': 'off', 'side-effect': 'off' },
        },
      },
    );
    expect(plan.outcome).toBe('blocked');
  });
});

describe('guardrails about the asking', () => {
  const justification = 'checkout shows the state of payments';

  it('want a reason', () => {
    expect(askFindings({ justification: '  short  ' })).toMatchObject([
      { id: 'justification-min', level: 'block' },
    ]);
    expect(askFindings({ justification })).toEqual([]);
  });

  it('want a ticket where the operator asks for one', () => {
    const settings = { ticketPattern: /^https:\/\/tracker\.example\/ZT-\d+$/ };
    const of = (ticketUrl?: string) =>
      askFindings({ justification, ticketUrl }, settings);
    expect(of()).toMatchObject([{ id: 'ticket-required', level: 'block' }]);
    expect(of('https://tracker.example/other')).toHaveLength(1);
    expect(of('https://tracker.example/ZT-12')).toEqual([]);
    expect(
      askFindings(
        { justification },
        { ...settings, guardrails: { 'ticket-required': 'off' } },
      ),
    ).toEqual([]);
  });

  it('T4 want nothing touched but what was planned', () => {
    expect(scopeFindings(['a.yaml'], ['a.yaml'])).toEqual([]);
    expect(
      scopeFindings(['a.yaml'], ['a.yaml', '.github/x.yml']),
    ).toMatchObject([
      { id: 'diff-scope', level: 'block', about: ['.github/x.yml'] },
    ]);
  });
});

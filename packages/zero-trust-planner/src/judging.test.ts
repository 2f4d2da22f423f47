import { Gap, RawObject } from '@ztn/zero-trust-engine';
import { AccessRule } from './AccessGoal';
import { isEffective } from './isEffective';
import { judgeMerged } from './judgeMerged';
import {
  aPolicy,
  aWorkload,
  ciliumClosed,
  ciliumFacts,
  closed,
  engineOver,
  getOrders,
  goalOf,
  ordersIsolatedInMesh,
  planOver,
  port8080,
  shop,
} from './testing/world';

const web = 'cluster.local/ns/shop/sa/web';
const meshed = shop('sidecar', ordersIsolatedInMesh);

/** What is planned for a request of `/api` and below, and then merged. */
const below: AccessRule = {
  ...getOrders,
  http: { methods: ['GET'], paths: [{ type: 'prefix', value: '/api' }] },
};
const goal = goalOf([below]);
const [{ object: planned }] = planOver(meshed, { goal }).objects;

interface MeshSpec {
  readonly rules: readonly {
    readonly from: readonly object[];
    readonly to: readonly { readonly operation: object }[];
  }[];
}

/** The planned object with another body. */
const edited = (change: (spec: MeshSpec) => object): RawObject => ({
  ...planned,
  spec: { ...(planned.spec as object), ...change(planned.spec as MeshSpec) },
});

const withOperation = (operation: object): RawObject =>
  edited(({ rules: [{ from }] }) => ({
    rules: [{ from, to: [{ operation }] }],
  }));

const withSource = (source: object): RawObject =>
  edited(({ rules: [{ to }] }) => ({
    rules: [{ from: [{ source }], to }],
  }));

const judge = (object: RawObject, live: readonly unknown[] = meshed) =>
  judgeMerged({ engine: engineOver(live), goal, objects: [object] });

const blocksOf = ({ findings }: ReturnType<typeof judge>) =>
  findings.filter(({ level }) => level === 'block').map(({ id }) => id);

describe('what was merged', () => {
  it('is what was asked for, when nobody changed it', () => {
    expect(judge(planned)).toMatchObject({
      fulfils: 'all',
      findings: [],
      grant: [
        {
          protocol: 'TCP',
          ports: [{ first: 8080, last: 8080 }],
          requests: [{ methods: ['GET'], paths: ['/api', '/api/*'] }],
        },
      ],
    });
  });

  it('is judged alike when the cluster has it already', () => {
    expect(judge(planned, [...meshed, planned])).toEqual(judge(planned));
  });

  it('W7 is the narrower grant, when a reviewer narrowed it', () => {
    const narrow = withOperation({
      ports: ['8080'],
      methods: ['GET'],
      paths: ['/api/orders'],
    });
    expect(judge(narrow)).toMatchObject({
      fulfils: 'some',
      findings: [],
      grant: [{ requests: [{ methods: ['GET'], paths: ['/api/orders'] }] }],
    });
  });

  it.each([
    ['every caller', withSource({ principals: ['*'] }), 'no-wildcard-identity'],
    [
      'a namespace',
      withSource({ namespaces: ['shop'] }),
      'no-wildcard-identity',
    ],
    [
      'a beginning of names',
      withSource({ principals: ['cluster.local/ns/shop/*'] }),
      'no-wildcard-identity',
    ],
    ['every port', withOperation({ methods: ['GET'] }), 'no-wildcard-port'],
    [
      'other methods',
      withOperation({
        ports: ['8080'],
        methods: ['GET', 'DELETE'],
        paths: ['/api/*'],
      }),
      'wider-than-asked',
    ],
    [
      'every path',
      withOperation({ ports: ['8080'], methods: ['GET'], paths: ['/*'] }),
      'wider-than-asked',
    ],
    [
      'another port',
      withOperation({
        ports: ['8080', '9090'],
        methods: ['GET'],
        paths: ['/api/*'],
      }),
      'other-port',
    ],
    [
      'nobody in particular',
      edited(() => ({ rules: [{}] })),
      'no-wildcard-identity',
    ],
    [
      'all pods of the namespace',
      edited(() => ({ selector: undefined })),
      'selector-broader',
    ],
  ])('W8 T14 is blocked when it was widened to %s', (_what, object, id) => {
    const judged = judge(object);
    expect(blocksOf(judged)).toContain(id);
  });

  it('W8 T6 is blocked when it holds for another workload', () => {
    const foreign = edited(() => ({
      selector: { matchLabels: { app: 'report' } },
    }));
    const judged = judge({
      ...foreign,
      metadata: { name: 'x', namespace: 'batch' },
    });
    expect(blocksOf(judged)).toEqual(
      expect.arrayContaining(['side-effect', 'selector-broader']),
    );
    expect(judged.fulfils).toBe('none');
  });

  it('T6 is not read when it is of another kind, or cannot be read', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
    };
    expect(blocksOf(judge(secret))).toEqual(['unreadable']);
    expect(judge(secret).fulfils).toBe('unknown');
    const broken = { ...planned, spec: { rules: 'none' } };
    expect(blocksOf(judge(broken))).toEqual(['unreadable']);
  });

  it('is not called harmless while the cluster cannot tell what it does', () => {
    const gap: Gap = {
      kind: 'NetworkPolicy',
      group: 'networking.k8s.io',
      reason: 'forbidden',
      detail: 'list networkpolicies',
    };
    const judged = judgeMerged({
      engine: engineOver(meshed, undefined, [gap]),
      goal,
      objects: [planned],
    });
    expect(judged).toMatchObject({ fulfils: 'unknown', undecided: true });
    expect(blocksOf(judged)).toContain('unreadable');
    expect(judge(planned).undecided).toBeUndefined();
  });

  it('is compared with the object as it was, where it was changed', () => {
    const before = ordersIsolatedInMesh;
    const { rules } = planned.spec as MeshSpec;
    const { rules: old } = before.spec as MeshSpec;
    const merged = {
      ...before,
      spec: { ...(before.spec as object), rules: [...old, ...rules] },
    };
    const input = { goal, objects: [merged], before: [before] };
    const judged = judgeMerged({ ...input, engine: engineOver(meshed) });
    expect(judged).toMatchObject({ fulfils: 'all', findings: [] });
    expect(judged.effect).toHaveLength(1);
  });

  it('W8 is blocked when it drops what closed the callee', () => {
    const before = ordersIsolatedInMesh;
    const emptied = {
      ...before,
      spec: { ...(before.spec as object), action: 'DENY', rules: [] },
    };
    const judged = judgeMerged({
      engine: engineOver(meshed),
      goal,
      objects: [emptied],
      before: [before],
    });
    expect(blocksOf(judged)).toContain('isolation-drop');
  });

  it.each([
    ['an open selector', { from: [{ podSelector: {} }] }],
    ['no peer', {}],
    ['a wide block', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
  ])('W8 is blocked for a NetworkPolicy with %s', (_what, rule) => {
    const live = shop('none', closed('shop', 'orders', 'Ingress'));
    const object = aPolicy(
      'NetworkPolicy',
      { name: 'zt-shop-web--orders', namespace: 'shop' },
      {
        podSelector: { matchLabels: { app: 'orders' } },
        policyTypes: ['Ingress'],
        ingress: [{ ...rule, ports: [{ protocol: 'TCP', port: 8080 }] }],
      },
    );
    const judged = judgeMerged({
      engine: engineOver(live),
      goal: goalOf([port8080]),
      objects: [object],
    });
    expect(blocksOf(judged)).toContain('no-wildcard-identity');
  });

  it('W8 sees what Cilium lets through beside what was asked for', () => {
    const live = shop('none', ciliumClosed('shop', 'orders', 'ingress'));
    const facts = ciliumFacts();
    const [{ object }] = planOver(live, { facts }).objects;
    const wide = JSON.parse(
      JSON.stringify(object).replace('"method":"GET"', '"method":"GET|PUT"'),
    );
    const input = { engine: engineOver(live, facts), goal: goalOf() };
    expect(judgeMerged({ ...input, objects: [object] })).toMatchObject({
      fulfils: 'all',
      findings: [],
      grant: [{ requests: [{ methods: ['GET'], paths: ['/api/orders'] }] }],
    });
    expect(blocksOf(judgeMerged({ ...input, objects: [wide] }))).toContain(
      'wider-than-asked',
    );
  });
});

describe('a live cluster', () => {
  it('is effective once every layer lets everything through', () => {
    expect(isEffective(engineOver([...meshed, planned]), goal)).toMatchObject({
      effective: true,
      outcome: 'allow',
      waiting: [],
    });
  });

  it('W11 names the layer that it waits for', () => {
    const late = closed('shop', 'orders', 'Ingress');
    expect(
      isEffective(engineOver([...meshed, planned, late]), goal),
    ).toMatchObject({
      effective: false,
      waiting: [{ dialect: 'networkpolicy', side: 'callee', point: 'ingress' }],
    });
  });

  it('is not effective as long as one of several requests is refused', () => {
    const both = goalOf([
      below,
      { ...getOrders, http: { methods: ['POST'], paths: below.http!.paths } },
    ]);
    expect(isEffective(engineOver([...meshed, planned]), both)).toMatchObject({
      effective: false,
      waiting: [{ dialect: 'istio', point: 'sidecar' }],
    });
  });

  it('is never effective on a guess', () => {
    const gap: Gap = {
      kind: 'AuthorizationPolicy',
      group: 'security.istio.io',
      reason: 'forbidden',
    };
    const engine = engineOver([...meshed, planned], undefined, [gap]);
    expect(isEffective(engine, goal)).toMatchObject({
      effective: false,
      outcome: 'unknown',
    });
  });

  it('W23 T17 T18 throws once an end is not what it was', () => {
    const gone = meshed.filter(
      object => !JSON.stringify(object).includes('"web'),
    );
    expect(() => isEffective(engineOver(gone), goal)).toThrow('caller');
  });
});

describe('an identity', () => {
  it('T18 of another pod later shows in what the plan then says', () => {
    const later = [
      ...meshed,
      ...aWorkload('shop', 'intruder', {
        mesh: 'sidecar',
        serviceAccount: 'web',
      }),
    ];
    const judged = judgeMerged({
      engine: engineOver([...later, planned]),
      goal,
      objects: [planned],
    });
    expect(judged.findings).toMatchObject([
      {
        id: 'shared-service-account',
        level: 'review',
        about: ['shop/Deployment/intruder', 'shop/Deployment/web'],
      },
    ]);
    expect(judged.effect).toHaveLength(2);
    expect(web).toContain('/sa/web');
  });
});

describe('what cannot be told', () => {
  const forbidden = (kind: string, group: string): Gap => ({
    kind,
    group,
    reason: 'forbidden',
  });

  it.each([
    ['NetworkPolicy', 'networking.k8s.io'],
    ['AuthorizationPolicy', 'security.istio.io'],
    ['PeerAuthentication', 'security.istio.io'],
  ])('is unknown without %s, and nothing is planned', (kind, group) => {
    const plan = planOver(meshed, { gaps: [forbidden(kind, group)] });
    expect(plan).toMatchObject({ outcome: 'unknown', objects: [] });
    expect(plan.reason).toMatch(/^It cannot be told whether the call passes: /);
  });

  it('does not make a refusal unknown that no policy can lift', () => {
    const plan = planOver(shop('none', ordersIsolatedInMesh), {
      gaps: [forbidden('NetworkPolicy', 'networking.k8s.io')],
    });
    expect(plan.outcome).toBe('unknown');
  });
});

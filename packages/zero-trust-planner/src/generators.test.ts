import { RawObject } from '@ztn/zero-trust-engine';
import { AccessRule } from './AccessGoal';
import { InvalidGoalError } from './goal/InvalidGoalError';
import {
  aNamespace,
  aPolicy,
  aService,
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
import { judgeMerged } from './judgeMerged';

const web = 'cluster.local/ns/shop/sa/web';

const get = (
  ...paths: NonNullable<AccessRule['http']>['paths']
): AccessRule => ({ ...getOrders, http: { methods: ['GET'], paths } });

const objectsOf = (plan: ReturnType<typeof planOver>) =>
  plan.objects.map(({ object }) => object);

const operationsOf = (plan: ReturnType<typeof planOver>) =>
  objectsOf(plan)
    .filter(({ kind }) => kind === 'AuthorizationPolicy')
    .map(({ spec }) => (spec as { rules: readonly object[] }).rules);

const ids = (plan: ReturnType<typeof planOver>) =>
  plan.findings.map(({ id, level }) => `${level} ${id}`);

describe('AuthorizationPolicy', () => {
  it('G1 is one ALLOW policy with one rule where another one isolates', () => {
    const plan = planOver(shop('sidecar', ordersIsolatedInMesh), {
      request: { id: '01k2m8q4xw7d', expiresAt: '2026-12-31' },
    });
    expect(plan).toMatchObject({ outcome: 'change', findings: [] });
    expect(objectsOf(plan)).toEqual([
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: {
          name: 'zt-shop-web--orders',
          namespace: 'shop',
          labels: { 'app.kubernetes.io/managed-by': 'zero-trust' },
          annotations: {
            'zero-trust/request-id': '01k2m8q4xw7d',
            'zero-trust/expires-at': '2026-12-31',
          },
        },
        spec: {
          selector: { matchLabels: { app: 'orders' } },
          action: 'ALLOW',
          rules: [
            {
              from: [{ source: { principals: [web] } }],
              to: [
                {
                  operation: {
                    ports: ['8080'],
                    methods: ['GET'],
                    paths: ['/api/orders'],
                  },
                },
              ],
            },
          ],
        },
      },
    ]);
    expect(plan.effect).toHaveLength(1);
  });

  it('G2 is not written where nothing isolates, and blocked when forced', () => {
    const open = shop('sidecar');
    expect(planOver(open)).toMatchObject({
      outcome: 'already_allowed',
      objects: [],
      effect: [],
    });
    const forced = objectsOf(planOver(shop('sidecar', ordersIsolatedInMesh)));
    const judged = judgeMerged({
      engine: engineOver(open),
      goal: goalOf(),
      objects: forced,
    });
    expect(judged.findings).toContainEqual(
      expect.objectContaining({
        id: 'isolation-flip',
        level: 'block',
        about: ['shop/Deployment/orders'],
      }),
    );
  });

  it('G3 takes a policy in dry run for none', () => {
    const { metadata, ...rest } = ordersIsolatedInMesh;
    const trial: RawObject = {
      ...rest,
      metadata: {
        ...(metadata as object),
        annotations: { 'istio.io/dry-run': 'true' },
      },
    };
    expect(planOver(shop('sidecar', trial)).outcome).toBe('already_allowed');
  });

  it.each(['/api/*', '/api/orders'])(
    'G4 is refused where DENY takes the path %s, and the policy named',
    path => {
      const deny = aPolicy(
        'AuthorizationPolicy',
        { name: 'no-web', namespace: 'shop' },
        {
          action: 'DENY',
          rules: [
            {
              from: [{ source: { principals: [web] } }],
              to: [{ operation: { paths: [path] } }],
            },
          ],
        },
      );
      const plan = planOver(shop('sidecar', ordersIsolatedInMesh, deny), {
        goal: goalOf([get({ type: 'prefix', value: '/api' })]),
      });
      expect(plan).toMatchObject({ outcome: 'blocked_by_deny', objects: [] });
      expect(plan.reason).toContain('AuthorizationPolicy shop/no-web');
    },
  );

  it('G5 does not go into a policy of the whole namespace', () => {
    const wide = aPolicy(
      'AuthorizationPolicy',
      { name: 'everybody', namespace: 'shop' },
      {
        rules: [{ from: [{ source: { namespaces: ['batch'] } }] }],
      },
    );
    const objects = shop('sidecar', wide);
    const plan = planOver(objects, {
      objects,
      settings: { strategy: 'merge' },
    });
    expect(plan.outcome).toBe('change');
    expect(plan.objects[0].mergeInto).toBeUndefined();
    expect(plan.layers.map(({ action }) => action)).toContain('create');
  });

  it('G6 goes into a policy that selects exactly the callee, as one item', () => {
    const objects = shop('sidecar', ordersIsolatedInMesh);
    const plan = planOver(objects, {
      objects,
      settings: { strategy: 'merge' },
    });
    const [{ object, mergeInto }] = plan.objects;
    const [rule] = (object.spec as { rules: readonly object[] }).rules;
    expect(mergeInto).toMatchObject([
      {
        object: 'AuthorizationPolicy shop/orders-report',
        path: ['spec', 'rules'],
        item: rule,
      },
    ]);
    const { rules } = ordersIsolatedInMesh.spec as { rules: readonly object[] };
    expect(mergeInto?.[0].merged.spec).toMatchObject({
      rules: [...rules, rule],
    });
    expect(plan.layers).toContainEqual(
      expect.objectContaining({
        point: 'sidecar',
        action: 'merge',
        object: 'AuthorizationPolicy shop/orders-report',
      }),
    );
  });

  it('G7 is not written when the rule is there in another order', () => {
    const there = aPolicy(
      'AuthorizationPolicy',
      { name: 'there', namespace: 'shop' },
      {
        selector: { matchLabels: { app: 'orders' } },
        rules: [
          {
            from: [{ source: { principals: ['x/ns/y/sa/z', web] } }],
            to: [
              {
                operation: {
                  ports: ['8080'],
                  methods: ['POST', 'GET'],
                  paths: ['/b', '/api/orders'],
                },
              },
            ],
          },
        ],
      },
    );
    const goal = goalOf([
      {
        ...getOrders,
        http: { methods: ['GET', 'POST'], paths: getOrders.http!.paths },
      },
    ]);
    expect(planOver(shop('sidecar', there), { goal }).outcome).toBe(
      'already_allowed',
    );
  });

  it('G8 writes the asterisk of a prefix, and an exact path as it is', () => {
    const goal = goalOf([
      get(
        { type: 'prefix', value: '/api/' },
        { type: 'prefix', value: '/v1' },
        { type: 'exact', value: '/a.b+c' },
      ),
    ]);
    const plan = planOver(shop('sidecar', ordersIsolatedInMesh), { goal });
    expect(plan.outcome).toBe('change');
    expect(operationsOf(plan)).toMatchObject([
      [
        {
          to: [{ operation: { paths: ['/api/*', '/v1', '/v1/*', '/a.b+c'] } }],
        },
      ],
    ]);
  });

  it('G9 writes a template as it is', () => {
    const path = { type: 'template', value: '/o/{*}/items/{**}' } as const;
    const plan = planOver(shop('sidecar', ordersIsolatedInMesh), {
      goal: goalOf([get(path)]),
    });
    expect(plan.outcome).toBe('change');
    expect(operationsOf(plan)).toMatchObject([
      [{ to: [{ operation: { paths: [path.value] } }] }],
    ]);
  });

  it('gives what reads no HTTP a rule of its own', () => {
    const plan = planOver(
      shop(
        'sidecar',
        ordersIsolatedInMesh,
        aService({
          name: 'orders-tcp',
          namespace: 'shop',
          selector: { app: 'orders' },
          ports: [{ name: 'tcp', port: 9090, targetPort: 9090 }],
        }),
      ),
      { goal: goalOf([getOrders, { port: 9090, protocol: 'TCP' }]) },
    );
    expect(plan.outcome).toBe('change');
    expect(operationsOf(plan)[0]).toHaveLength(2);
  });

  it('takes a name that is free', () => {
    const taken = aPolicy(
      'AuthorizationPolicy',
      { name: 'zt-shop-web--orders', namespace: 'shop' },
      { selector: { matchLabels: { app: 'orders' } } },
    );
    const plan = planOver(shop('sidecar', taken));
    expect(plan.objects[0].object.metadata).toMatchObject({
      name: 'zt-shop-web--orders-2',
    });
  });
});

describe('NetworkPolicy', () => {
  const bothClosed = [
    closed('shop', 'orders', 'Ingress'),
    closed('batch', 'report', 'Egress'),
  ];
  const fromBatch = goalOf([port8080], { caller: 'batch/Deployment/report' });

  it('G12 names a caller of another namespace in one element', () => {
    const plan = planOver(shop('none', closed('shop', 'orders', 'Ingress')), {
      goal: fromBatch,
    });
    expect(plan.outcome).toBe('change');
    expect(objectsOf(plan).map(({ spec }) => spec)).toEqual([
      {
        podSelector: { matchLabels: { app: 'orders' } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              {
                namespaceSelector: {
                  matchLabels: { 'kubernetes.io/metadata.name': 'batch' },
                },
                podSelector: { matchLabels: { app: 'report' } },
              },
            ],
            ports: [{ protocol: 'TCP', port: 8080 }],
          },
        ],
      },
    ]);
  });

  it('G13 has a second object for a caller that is closed, and no other', () => {
    const plan = planOver(shop('none', ...bothClosed), { goal: fromBatch });
    expect(plan.outcome).toBe('change');
    expect(
      plan.objects.map(({ side, object }) => [
        side,
        (object.metadata as { namespace: string }).namespace,
        (object.spec as { policyTypes: readonly string[] }).policyTypes,
      ]),
    ).toEqual([
      ['caller', 'batch', ['Egress']],
      ['callee', 'shop', ['Ingress']],
    ]);
    const open = planOver(shop('none', bothClosed[0]), { goal: fromBatch });
    expect(open.objects.map(({ side }) => side)).toEqual(['callee']);
  });

  it('G14 names the port of the pods, and refuses that of a Service', () => {
    const objects = [
      aNamespace('shop'),
      ...aWorkload('shop', 'orders', {
        ports: [{ name: 'http', containerPort: 8080 }],
      }),
      ...aWorkload('shop', 'web'),
      aService({
        name: 'orders',
        namespace: 'shop',
        selector: { app: 'orders' },
        ports: [{ port: 80, targetPort: 'http' }],
      }),
      closed('shop', 'orders', 'Ingress'),
    ];
    const plan = planOver(objects, { goal: goalOf([port8080]) });
    expect(plan.objects[0].object.spec).toMatchObject({
      ingress: [{ ports: [{ protocol: 'TCP', port: 8080 }] }],
    });
    const wrong = planOver(objects, {
      goal: goalOf([{ port: 80, protocol: 'TCP' }]),
    });
    expect(wrong).toMatchObject({
      outcome: 'blocked',
      reason: "Port 80 is the Service's; the pods listen on 8080.",
    });
  });

  it('G15 opens the port of the tunnel for ambient pods, and says so', () => {
    const objects = shop(
      'ambient',
      ordersIsolatedInMesh,
      closed('shop', 'orders', 'Ingress'),
    );
    const plan = planOver(objects, { goal: goalOf([port8080]) });
    expect(plan.outcome).toBe('change');
    expect(ids(plan)).toEqual(['info ambient-port']);
    expect(objectsOf(plan).map(({ spec }) => spec)).toMatchObject([
      { ingress: [{ ports: [{ protocol: 'TCP', port: 15008 }] }] },
      { rules: [{ to: [{ operation: { ports: ['8080'] } }] }] },
    ]);
  });

  it('G15 is blocked where the tunnel would open ports that nothing limits', () => {
    const plan = planOver(
      shop('ambient', closed('shop', 'orders', 'Ingress')),
      { goal: goalOf([port8080]) },
    );
    expect(plan.outcome).toBe('blocked');
    expect(ids(plan)).toContain('block ambient-port');
  });

  it('G16 is blocked for HTTP in ambient without a waypoint, with advice', () => {
    const plan = planOver(shop('ambient', ordersAmbient));
    expect(plan.outcome).toBe('blocked');
    expect(plan.reason).toContain('Give it a waypoint, or ask for port 8080');
    const plain = planOver(shop('ambient', ordersAmbient), {
      goal: goalOf([port8080]),
    });
    expect(plain.outcome).toBe('change');
  });
});

const ordersAmbient = aPolicy(
  'AuthorizationPolicy',
  { name: 'orders-report', namespace: 'shop' },
  {
    selector: { matchLabels: { app: 'orders' } },
    rules: [
      {
        from: [
          { source: { principals: ['cluster.local/ns/batch/sa/report'] } },
        ],
      },
    ],
  },
);

describe('CiliumNetworkPolicy', () => {
  const cilium = (...more: readonly RawObject[]) => shop('none', ...more);
  const isolated = ciliumClosed('shop', 'orders', 'ingress');

  it('G8 escapes what a regular expression would read otherwise', () => {
    const goal = goalOf([
      get(
        { type: 'prefix', value: '/api/' },
        { type: 'exact', value: '/a.b+c' },
      ),
    ]);
    const plan = planOver(cilium(isolated), { facts: ciliumFacts(), goal });
    expect(plan.outcome).toBe('change');
    expect(plan.objects[0].object.spec).toMatchObject({
      ingress: [
        {
          toPorts: [
            {
              rules: {
                http: [
                  { method: 'GET', path: '/api/.*' },
                  { method: 'GET', path: '/a\\.b\\+c' },
                ],
              },
            },
          ],
        },
      ],
    });
  });

  it('G9 turns a template into an expression for whole segments', () => {
    const goal = goalOf([get({ type: 'template', value: '/o/{*}/x' })]);
    const plan = planOver(cilium(isolated), { facts: ciliumFacts(), goal });
    expect(plan.outcome).toBe('change');
    const text = JSON.stringify(plan.objects[0].object.spec);
    const [, pattern] = /"path":"([^"]+)"/.exec(text)!;
    const expression = new RegExp(`^(?:${pattern})$`);
    expect(
      ['/o/1/x', '/o/1/2/x', '/o//x', '/o/1/xy'].map(p => expression.test(p)),
    ).toEqual([true, false, false, false]);
  });

  it('G17 never isolates where the version knows how to say so', () => {
    const goal = goalOf([port8080]);
    const plan = planOver(cilium(isolated), { facts: ciliumFacts(), goal });
    expect(plan.objects[0].object.spec).toEqual({
      endpointSelector: { matchLabels: { app: 'orders' } },
      enableDefaultDeny: { ingress: false, egress: false },
      ingress: [
        {
          fromEndpoints: [
            {
              matchLabels: {
                'k8s:io.kubernetes.pod.namespace': 'shop',
                app: 'web',
              },
            },
          ],
          toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }],
        },
      ],
    });
    const old = planOver(cilium(isolated), {
      facts: ciliumFacts('1.15.4'),
      goal,
    });
    expect(old.objects[0].object.spec).not.toHaveProperty('enableDefaultDeny');
  });

  it('G17 would close an open callee without that field, and is blocked', () => {
    const facts = ciliumFacts('1.15.4');
    const goal = goalOf([port8080]);
    const [object] = objectsOf(planOver(cilium(isolated), { facts, goal }));
    const judged = judgeMerged({
      engine: engineOver(cilium(), facts),
      goal,
      objects: [object],
    });
    expect(judged.findings.map(({ id }) => id)).toContain('isolation-flip');
  });

  it('G18 warns where a rule for the port leaves methods without effect', () => {
    const plain = aPolicy(
      'CiliumNetworkPolicy',
      { name: 'plain', namespace: 'shop' },
      {
        endpointSelector: { matchLabels: { app: 'orders' } },
        ingress: [
          {
            fromEndpoints: [{ matchLabels: { app: 'web' } }],
            toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }],
          },
        ],
      },
    );
    const plan = planOver(cilium(plain), { facts: ciliumFacts() });
    expect(plan.outcome).toBe('already_allowed');
    expect(ids(plan)).toEqual(['warn l7-ineffective']);
  });

  it('says method and path where the call leaves if nothing reads them later', () => {
    const plan = planOver(cilium(ciliumClosed('shop', 'web', 'egress')), {
      facts: ciliumFacts(),
    });
    expect(plan.outcome).toBe('change');
    expect(plan.objects).toMatchObject([{ side: 'caller', point: 'egress' }]);
    expect(JSON.stringify(plan.objects[0].object)).toContain(
      '"http":[{"method":"GET","path":"/api/orders"}]',
    );
  });
});

const webIsLetIn = aPolicy(
  'AuthorizationPolicy',
  { name: 'orders-web', namespace: 'shop' },
  {
    selector: { matchLabels: { app: 'orders' } },
    rules: [{ from: [{ source: { principals: [web] } }] }],
  },
);

describe('several layers', () => {
  it('G19 writes each object where it belongs', () => {
    const plan = planOver(
      shop(
        'sidecar',
        webIsLetIn,
        closed('shop', 'orders', 'Ingress'),
        closed('batch', 'report', 'Egress'),
      ),
      {
        goal: goalOf(
          [
            {
              ...getOrders,
              http: { methods: ['POST'], paths: getOrders.http!.paths },
            },
          ],
          { caller: 'batch/Deployment/report' },
        ),
      },
    );
    expect(plan.outcome).toBe('change');
    expect(
      plan.layers.map(({ dialect, side, before, after, action }) =>
        [dialect, side, before, after, action].join(' '),
      ),
    ).toEqual([
      'networkpolicy caller deny allow create',
      'networkpolicy callee deny allow create',
      'istio callee deny allow create',
    ]);
    expect(plan.objects).toMatchObject([
      {
        side: 'caller',
        object: { kind: 'NetworkPolicy', metadata: { namespace: 'batch' } },
      },
      {
        side: 'callee',
        object: { kind: 'NetworkPolicy', metadata: { namespace: 'shop' } },
      },
      {
        side: 'callee',
        object: {
          kind: 'AuthorizationPolicy',
          metadata: { namespace: 'shop' },
        },
      },
    ]);
  });

  it('G20 lists every workload that runs under the same account', () => {
    const plan = planOver([
      ...shop('sidecar', ordersIsolatedInMesh),
      ...aWorkload('shop', 'cart', { mesh: 'sidecar', serviceAccount: 'web' }),
      ...aWorkload('shop', 'tool', { mesh: 'sidecar', serviceAccount: 'web' }),
    ]);
    expect(plan.outcome).toBe('change');
    expect(plan.findings).toMatchObject([
      {
        id: 'shared-service-account',
        level: 'review',
        about: [
          'shop/Deployment/cart',
          'shop/Deployment/tool',
          'shop/Deployment/web',
        ],
      },
    ]);
  });
});

describe('what is never generated', () => {
  it.each([
    ['a newline', 'web\n  evil: true'],
    ['a colon', 'web: evil'],
    ['U+2028', 'web\u2028spec: evil'],
    ['U+0085', 'web\u0085spec: evil'],
    ['an anchor', '&a web'],
    ['a text direction', 'web\u202e'],
  ])('G21 T1 from an object whose name has %s', (_what, name) => {
    const objects = [
      ...shop('sidecar', ordersIsolatedInMesh),
      ...aWorkload('shop', name, { mesh: 'sidecar' }),
    ];
    const goal = goalOf([getOrders], { caller: `shop/Deployment/${name}` });
    expect(() => planOver(objects, { goal })).toThrow(InvalidGoalError);
  });

  it.each([
    ['label', { labels: { tier: 'a\u2028b' } }],
    ['service account', { serviceAccount: 'web\nsa' }],
  ])('G21 T1 from a workload with an unsound %s', (_what, options) => {
    const objects = [
      ...shop('sidecar', ordersIsolatedInMesh),
      ...aWorkload('shop', 'odd', { mesh: 'sidecar', ...options }),
    ];
    const goal = goalOf([getOrders], { caller: 'shop/Deployment/odd' });
    expect(() => planOver(objects, { goal })).toThrow(InvalidGoalError);
  });

  it.each([
    ['*', 'exact'],
    ['/api/*', 'exact'],
    ['/api%2f', 'exact'],
    ['/a?b', 'exact'],
    ['/a#b', 'prefix'],
    ['/a//b', 'prefix'],
    ['/a/../b', 'exact'],
    ['/a\n', 'exact'],
    ['/a\u2028', 'prefix'],
    ['/a: b', 'exact'],
    ['a', 'exact'],
    ['/{*}', 'exact'],
    ['/{**}/x/{*}', 'template'],
    ['/a{*}', 'template'],
    ['/a', 'template'],
    ['/{**}/{**}', 'template'],
  ] as const)('G9 G21 T1 from the path %j as %s', (value, type) => {
    const goal = goalOf([get({ type, value })]);
    expect(() =>
      planOver(shop('sidecar', ordersIsolatedInMesh), { goal }),
    ).toThrow(InvalidGoalError);
  });

  it.each([
    { id: '01k2m8q4xw7d\nspec: x' },
    { id: 'SHORT' },
    { id: '01k2m8q4xw7d', expiresAt: '2026-12-31\u2028x' },
    { id: '01k2m8q4xw7d', expiresAt: 'tomorrow' },
  ])('G21 T1 from the request %j', request => {
    expect(() => planOver(shop('sidecar'), { request })).toThrow(
      InvalidGoalError,
    );
  });

  it('G21 tells each field that is wrong', () => {
    const rules = [
      { port: 0, protocol: 'TCP', http: { methods: ['get'], paths: [] } },
    ] as const;
    expect(() =>
      planOver(shop('sidecar'), { goal: goalOf(rules, { callee: 'x/y/z' }) }),
    ).toThrow(
      /rules\[0\]\.port: .*; rules\[0\]\.http\.methods\[0\]: .*; callee: /,
    );
  });
});

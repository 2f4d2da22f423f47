import {
  find,
  ofKind,
  podTemplateOf,
  principalsOf,
  readWorld,
  refOf,
  selected,
  workloadsOf,
} from './readWorld';

const eu = readWorld('prod-eu');
const us = readWorld('prod-us');
const spec = (docs: typeof eu, ref: string) => find(docs, ref).spec;

// Under the numbers of docs/demo-story.md, so that neither the page nor the world can
// change alone.
describe('the troubles of the shop', () => {
  it('T1: staging is permissive in both clusters', () => {
    [eu, us].forEach(docs =>
      expect(spec(docs, 'staging/PeerAuthentication/default')).toEqual({
        mtls: { mode: 'PERMISSIVE' },
      }),
    );
  });

  it('T2: a younger namespace-wide object says the opposite', () => {
    const both = ofKind(eu, 'PeerAuthentication')
      .filter(({ metadata }) => metadata.namespace === 'staging')
      .map(({ metadata, spec: { mtls } }) => ({
        born: metadata.creationTimestamp ?? '',
        mode: mtls?.mode,
      }))
      .sort((one, other) => one.born.localeCompare(other.born));
    expect(both).toEqual([
      { born: '2024-05-13T08:12:44Z', mode: 'PERMISSIVE' },
      { born: '2026-03-09T15:41:07Z', mode: 'STRICT' },
    ]);
  });

  it('T3: the root namespace has a PeerAuthentication with a selector', () => {
    expect(
      spec(eu, 'istio-system/PeerAuthentication/metrics-permissive').selector,
    ).toEqual({ matchLabels: { app: 'catalog-service' } });
  });

  it('T4: legacy asks for no mesh, and order-service names its account all the same', () => {
    const { labels } = find(eu, '/Namespace/legacy').metadata;
    expect(labels).not.toHaveProperty('istio-injection');
    const rule = find(
      eu,
      'production/AuthorizationPolicy/allow-export-to-order',
    );
    expect(principalsOf(rule)).toEqual([
      'cluster.local/ns/legacy/sa/nightly-export',
    ]);
  });

  it('T5: two jobs share an account', () => {
    const users = workloadsOf(eu)
      .filter(({ metadata }) => metadata.namespace === 'payments-batch')
      .filter(
        job => podTemplateOf(job).spec.serviceAccountName === 'batch-runner',
      );
    expect(users.map(refOf).sort()).toEqual([
      'payments-batch/CronJob/refunds',
      'payments-batch/CronJob/settlement',
    ]);
  });

  it('T6: ad names no account', () => {
    const anonymous = workloadsOf(eu).filter(
      workload =>
        workload.metadata.namespace === 'production' &&
        !podTemplateOf(workload).spec.serviceAccountName,
    );
    expect(anonymous.map(refOf)).toEqual(['production/Deployment/ad']);
  });

  it('T7: catalog-service takes a port that it listens on out of the mesh', () => {
    const pods = spec(eu, 'production/Deployment/catalog-service').template;
    expect(pods.metadata.annotations).toEqual({
      'traffic.sidecar.istio.io/excludeInboundPorts': '9090',
    });
    expect(pods.spec.containers[0].ports?.[1].containerPort).toBe(9090);
  });

  it('T8: order-service waits for a waypoint that does not exist', () => {
    const { labels } = find(us, 'production/Service/order-service').metadata;
    expect(labels?.['istio.io/use-waypoint']).toBe('order-waypoint');
    const gateways = ofKind(us, 'Gateway').map(g => g.metadata.name);
    expect(gateways).not.toContain('order-waypoint');
    expect(
      spec(us, 'production/AuthorizationPolicy/allow-checkout-to-order')
        .targetRefs?.[0].name,
    ).toBe('order-service');
  });

  it('T9: one ingress rule between ambient pods forgets the tunnel port', () => {
    expect(
      spec(us, 'production/NetworkPolicy/recommendation-from-frontend')
        .ingress?.[0].ports,
    ).toEqual([{ protocol: 'TCP', port: 8080 }]);
  });

  it('T10: inventory admits an account that nobody has', () => {
    expect(
      eu.filter(({ manifest }) => manifest.metadata.name === 'stock-service'),
    ).toEqual([]);
  });

  it('T11: recommendation has one rule, and its principal carries a scheme', () => {
    const rules = ofKind(eu, 'AuthorizationPolicy').filter(
      policy => policy.spec.selector.matchLabels.app === 'recommendation',
    );
    expect(rules.flatMap(principalsOf)).toEqual([
      'spiffe://cluster.local/ns/production/sa/frontend',
    ]);
  });

  it('T12: clients of ad are told to send plaintext', () => {
    expect(
      spec(eu, 'production/DestinationRule/ad-plaintext').trafficPolicy?.tls,
    ).toEqual({ mode: 'DISABLE' });
  });

  it('T13: one mesh policy selects nothing, and only one', () => {
    [eu, us].forEach(docs => {
      const idle = ofKind(docs, 'AuthorizationPolicy').filter(
        ({ metadata, spec: { selector } }) =>
          selector &&
          !selected(docs, metadata.namespace, selector.matchLabels).length,
      );
      expect(idle.map(({ metadata }) => metadata.name)).toEqual([
        'gift-cards-lockdown',
      ]);
    });
  });

  it('T14: a mesh rule names the port of the Service', () => {
    const rule = spec(eu, 'production/AuthorizationPolicy/allow-order-to-user');
    expect(rule.rules?.[0].to?.[0].operation?.ports).toEqual(['80']);
    expect(spec(eu, 'production/Service/user-service').ports[0].port).toBe(80);
  });

  it('T15: the ledger lists two peers where one was meant', () => {
    expect(
      spec(eu, 'payments-batch/NetworkPolicy/ledger-from-payment-service')
        .ingress?.[0].from,
    ).toEqual([
      { namespaceSelector: { matchLabels: { 'part-of': 'shop' } } },
      { podSelector: { matchLabels: { app: 'payment-service' } } },
    ]);
  });

  it('T16: feature-lab has names, no DNS rule and nothing else', () => {
    expect(
      spec(eu, 'staging/CiliumNetworkPolicy/feature-lab-to-partner').egress,
    ).toEqual([
      {
        toFQDNs: [{ matchName: 'api.partner.example' }],
        toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }],
      },
    ]);
  });

  it('T17: payments-batch resolves names in one cluster only', () => {
    const dns = 'payments-batch/NetworkPolicy/allow-dns';
    expect(refOf(find(eu, dns))).toBe(dns);
    expect(() => find(us, dns)).toThrow('has no');
  });

  it('T18: one Cilium HTTP rule sits on a port of the mesh, and only one', () => {
    const inMesh = ofKind(eu, 'CiliumNetworkPolicy')
      .filter(({ spec: { ingress = [] } }) =>
        ingress.some(r => r.toPorts?.some(p => p.rules?.http)),
      )
      .filter(({ metadata }) => metadata.namespace === 'production');
    expect(inMesh.map(({ metadata }) => metadata.name)).toEqual([
      'shipping-from-order-service',
    ]);
  });

  it('T19: three pods stand behind email, one of them without a sidecar', () => {
    const backends = selected(eu, 'production', { app: 'email' });
    const opted = backends.filter(
      ({ metadata }) =>
        metadata.labels?.['sidecar.istio.io/inject'] === 'false',
    );
    expect(backends).toHaveLength(2);
    expect(opted.map(refOf)).toEqual(['production/Pod/email-hotfix']);
  });

  it('T20: one account reads every secret, and only one', () => {
    [eu, us].forEach(docs => {
      const roles = ofKind(docs, 'ClusterRole')
        .filter(({ rules = [] }) =>
          rules.some(({ resources }) => resources.includes('secrets')),
        )
        .map(({ metadata }) => metadata.name);
      const holders = ofKind(docs, 'ClusterRoleBinding').filter(({ roleRef }) =>
        roles.includes(roleRef?.name ?? ''),
      );
      expect(holders.flatMap(({ subjects = [] }) => subjects)).toEqual([
        {
          kind: 'ServiceAccount',
          name: 'shop-monolith',
          namespace: 'legacy',
        },
      ]);
    });
  });

  it('T21: the monolith is open on every node of one cluster', () => {
    expect(spec(us, 'legacy/Service/shop-monolith').type).toBe('NodePort');
    expect(spec(eu, 'legacy/Service/shop-monolith').type).toBeUndefined();
  });
});

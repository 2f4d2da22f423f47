import { engineOf } from '../evaluate/compile';
import { aDeployment, aPod, aPolicy } from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import { plainLayers } from '../testing/plainLayers';
import { assessWorkload } from './assessWorkload';
import { explain } from './explain';

describe('assessWorkload', () => {
  const app = (name: string) =>
    aDeployment({
      name,
      namespace: 'shop',
      labels: { app: name },
      ports: [8080],
    });
  const ingressFor = (name: string, ingress: unknown) =>
    aPolicy(
      'NetworkPolicy',
      { name, namespace: 'shop' },
      {
        podSelector: { matchLabels: { app: name } },
        policyTypes: ['Ingress'],
        ingress,
      },
    );
  type Facts = Parameters<typeof snapshotOf>[1];
  const engineFor = (...objects: readonly unknown[]) => {
    const snapshot = snapshotOf(objects, {
      cni: 'other',
      ipBlockMatchesPods: false,
    });
    return engineOf(snapshot, plainLayers(snapshot));
  };
  const apps = [app('api'), app('web'), app('job')];
  const postureOf = (...policies: readonly unknown[]) =>
    assessWorkload(engineFor(...apps, ...policies), 'shop/Deployment/api');

  it('counts everybody where nothing isolates', () => {
    const { isolation, inbound } = postureOf();
    expect(isolation.ingress).toEqual({ state: 'open', by: [] });
    expect(inbound).toEqual({
      workloads: { allow: 2, deny: 0, conditional: 0, unknown: 0 },
      undeclared: 0,
      internet: 'allow',
      everyone: true,
    });
  });

  it('counts who is admitted where a policy isolates', () => {
    const from = [{ podSelector: { matchLabels: { app: 'web' } } }];
    const { isolation, inbound } = postureOf(ingressFor('api', [{ from }]));
    expect(isolation.ingress).toEqual({
      state: 'isolated',
      by: ['NetworkPolicy shop/api'],
    });
    expect(inbound).toEqual({
      workloads: { allow: 1, deny: 1, conditional: 0, unknown: 0 },
      undeclared: 0,
      internet: 'deny',
      everyone: false,
    });
  });

  it('counts apart who reaches only ports that nothing declares', () => {
    const { inbound } = postureOf(
      ingressFor('api', [{ ports: [{ port: 9999 }] }]),
    );
    expect(inbound.workloads).toMatchObject({ allow: 0, deny: 2 });
    expect(inbound.undeclared).toBe(2);
  });

  it('takes a private range for no internet', () => {
    const from = [{ ipBlock: { cidr: '10.0.0.0/8' } }];
    expect(postureOf(ingressFor('api', [{ from }])).inbound.internet).toBe(
      'deny',
    );
  });

  it('counts pods and names who shares the identity', () => {
    const engine = engineFor(
      aPod({ name: 'a', namespace: 'shop', owner: 'StatefulSet/db' }),
      aPod({
        name: 'b',
        namespace: 'shop',
        owner: 'StatefulSet/db',
        ready: false,
      }),
      app('web'),
    );
    const posture = assessWorkload(engine, 'shop/StatefulSet/db');
    expect(posture.pods).toEqual({ total: 2, ready: 1 });
    expect(posture.identity).toMatchObject({
      principal: 'cluster.local/ns/shop/sa/default',
      sharedWith: ['shop/Deployment/web'],
      isDefaultAccount: true,
    });
  });

  it('names what Cilium knows a workload by, and only where it is the network', () => {
    const identityWith = (facts: Facts) => {
      const snapshot = snapshotOf([app('api')], facts);
      const engine = engineOf(snapshot, plainLayers(snapshot));
      return assessWorkload(engine, 'shop/Deployment/api').identity;
    };
    expect(identityWith({ cni: 'cilium' }).ciliumLabels).toEqual([
      'k8s:app=api',
      'k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=shop',
      'k8s:io.cilium.k8s.policy.cluster=default',
      'k8s:io.cilium.k8s.policy.serviceaccount=default',
      'k8s:io.kubernetes.pod.namespace=shop',
    ]);
    expect(identityWith({ cni: 'other' })).not.toHaveProperty('ciliumLabels');
  });

  it('reads no root certificate where none is published', () => {
    expect(postureOf().identity).not.toHaveProperty('rootCertificates');
  });

  it('remembers a posture for as long as its engine lives', () => {
    const engine = engineFor(...apps);
    const key = 'shop/Deployment/api';
    expect(assessWorkload(engine, key)).toBe(assessWorkload(engine, key));
  });

  it('refuses a key that is not there', () => {
    expect(() => assessWorkload(engineFor(), 'x/Pod/y')).toThrow(/no workload/);
  });
});

describe('explain', () => {
  const snapshot = snapshotOf([
    aPod({ name: 'a', namespace: 'shop' }),
    aPod({ name: 'b', namespace: 'shop' }),
    aPolicy(
      'NetworkPolicy',
      { name: 'closed', namespace: 'shop' },
      { podSelector: {}, policyTypes: ['Ingress'] },
    ),
  ]);
  const pod = (name: string) =>
    ({
      type: 'workload',
      ref: { namespace: 'shop', kind: 'Pod', name },
    } as const);

  it('marks the first place that refuses, and what lies behind it', () => {
    const verdict = engineOf(snapshot, plainLayers(snapshot)).judge({
      from: pod('a'),
      to: pod('b'),
      protocol: 'TCP',
      port: 80,
    });
    expect(
      explain(verdict).map(({ place, outcome, decides, notReached }) => ({
        place,
        outcome,
        decides,
        notReached,
      })),
    ).toEqual([
      { place: 'egress', outcome: 'allow', decides: false, notReached: false },
      { place: 'ingress', outcome: 'deny', decides: true, notReached: false },
      { place: 'none', outcome: 'allow', decides: false, notReached: true },
    ]);
  });
});

import { Endpoint } from '../Connection';
import { parseWorkloadRef } from '../refs';
import {
  aDeployment,
  aNode,
  aPod,
  aPolicy,
  aService,
} from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import { plainLayers } from '../testing/plainLayers';
import { Snapshot } from '../snapshot/Snapshot';
import { compile, engineOf } from './compile';
import { partyName } from '../layers/partyName';

const workload = (text: string, pod?: string): Endpoint => {
  const ref = parseWorkloadRef(text);
  if (!ref) throw new Error(text);
  return { type: 'workload', ref, pod };
};
const service = (namespace: string, name: string): Endpoint => ({
  type: 'service',
  namespace,
  name,
});
const address = (text: string): Endpoint => ({
  type: 'address',
  address: text,
});
const engine = (snapshot: Snapshot) =>
  engineOf(snapshot, plainLayers(snapshot));

describe('an engine', () => {
  describe('finds the ends of a connection', () => {
    const snapshot = snapshotOf([
      aNode('n1', ['192.168.0.1']),
      aPod({
        name: 'db-0',
        namespace: 'shop',
        labels: { app: 'db' },
        address: '10.0.0.7',
        owner: 'StatefulSet/db',
        ports: [{ name: 'sql', containerPort: 5432 }],
      }),
      aPod({
        name: 'web',
        namespace: 'shop',
        labels: { app: 'web' },
        serviceAccount: 'web',
        address: '10.0.0.8',
      }),
      aService({
        name: 'db',
        namespace: 'shop',
        selector: { app: 'db' },
        ports: [{ port: 80, targetPort: 'sql' }],
        spec: { clusterIP: '10.96.0.1' },
      }),
      aService({
        name: 'outside',
        namespace: 'shop',
        spec: { type: 'ExternalName', externalName: 'api.example.com' },
      }),
      aService({ name: 'manual', namespace: 'shop' }),
      aService({ name: 'empty', namespace: 'shop', selector: { app: 'none' } }),
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          name: 'manual-1',
          namespace: 'shop',
          labels: { 'kubernetes.io/service-name': 'manual' },
        },
        ports: [{ port: 8443 }],
        endpoints: [
          { addresses: ['10.0.0.7'] },
          { addresses: ['203.0.113.1'] },
        ],
      },
    ]);
    const { resolve, judge } = engine(snapshot);
    const ends = (from: Endpoint, to: Endpoint, port: number) => {
      const found = resolve({ from, to, protocol: 'TCP', port });
      return { from: found.from.map(partyName), to: found.to.map(partyName) };
    };
    const web = workload('shop/Pod/web');

    it.each([
      ['a Service', service('shop', 'db'), 80, ['shop/StatefulSet/db']],
      ['a cluster IP', address('10.96.0.1'), 80, ['shop/StatefulSet/db']],
      ['a pod address', address('10.0.0.7'), 5432, ['shop/StatefulSet/db']],
      ['a node address', address('192.168.0.1'), 22, ['Node n1']],
      ['an outside address', address('8.8.8.8'), 53, ['8.8.8.8']],
      [
        'an external name',
        service('shop', 'outside'),
        443,
        ['fqdn:api.example.com'],
      ],
      [
        'manual endpoints',
        service('shop', 'manual'),
        80,
        ['shop/StatefulSet/db', '203.0.113.1'],
      ],
      [
        'the name of a Service',
        { type: 'fqdn', name: 'db.shop.svc.cluster.local' } as const,
        80,
        ['shop/StatefulSet/db'],
      ],
    ])('resolves %s', (_name, to, port, want) => {
      expect(ends(web, to, port).to).toEqual(want);
    });

    it('takes workloads with its account for a principal', () => {
      const principal: Endpoint = {
        type: 'principal',
        principal: 'spiffe://cluster.local/ns/shop/sa/web',
      };
      expect(ends(principal, service('shop', 'db'), 80).from).toEqual([
        'shop/Pod/web',
      ]);
    });

    it('keeps a principal that no workload has', () => {
      const principal = 'elsewhere.example/ns/shop/sa/web';
      expect(
        ends({ type: 'principal', principal }, service('shop', 'db'), 80).from,
      ).toEqual([principal]);
    });

    it('judges a Service at the target port of each backend', () => {
      const verdict = judge({
        from: web,
        to: service('shop', 'db'),
        protocol: 'TCP',
        port: 80,
      });
      expect(verdict.backends).toMatchObject([
        { workload: 'shop/StatefulSet/db', pods: ['db-0'], port: 5432 },
      ]);
    });

    it.each([
      ['a port that it does not have', 'db', 81, 'service-has-no-such-port'],
      ['no backend', 'empty', 80, 'service-has-no-backend'],
    ])(
      'does not guess about a Service with %s',
      (_name, name, port, reason) => {
        const verdict = judge({
          from: web,
          to: service('shop', name),
          protocol: 'TCP',
          port,
        });
        expect(verdict.outcome).toBe('unknown');
        expect(verdict.layers[0].because[0].reason).toBe(reason);
      },
    );

    it.each([
      ['workload', workload('shop/Pod/ghost')],
      ['service', service('shop', 'ghost')],
    ])('refuses a question about a %s that is not there', (_name, to) => {
      expect(() => judge({ from: web, to, protocol: 'TCP', port: 80 })).toThrow(
        /ghost' in the snapshot/,
      );
    });
  });

  describe('combines pods', () => {
    const deny = aPolicy(
      'NetworkPolicy',
      { name: 'deny', namespace: 'shop' },
      {
        podSelector: { matchLabels: { track: 'new' } },
        policyTypes: ['Ingress'],
      },
    );
    const pod = (name: string, track: string) =>
      aPod({
        name,
        namespace: 'shop',
        owner: 'StatefulSet/db',
        labels: { app: 'db', track },
        ports: [80],
      });
    const snapshot = snapshotOf([
      deny,
      pod('db-0', 'old'),
      pod('db-1', 'new'),
      aPod({ name: 'web', namespace: 'shop' }),
      aService({ name: 'db', namespace: 'shop', selector: { app: 'db' } }),
    ]);

    it('answers with the worst backend and lists all of them', () => {
      const verdict = engine(snapshot).judge({
        from: workload('shop/Pod/web'),
        to: service('shop', 'db'),
        protocol: 'TCP',
        port: 80,
      });
      expect(verdict.outcome).toBe('deny');
      expect(verdict.backends?.map(b => [b.pods, b.outcome])).toEqual([
        [['db-1'], 'deny'],
        [['db-0'], 'allow'],
      ]);
    });

    it('lets a pod reach itself whatever policy says', () => {
      const self = workload('shop/StatefulSet/db', 'db-1');
      const ask = (from: Endpoint, to: Endpoint) =>
        engine(snapshot).judge({ from, to, protocol: 'TCP', port: 80 });
      expect(ask(self, self)).toMatchObject({
        outcome: 'allow',
        certainty: 'spec',
        layers: [{ because: [{ reason: 'same-pod' }] }, {}, {}],
      });
    });
  });

  describe('lists permissions', () => {
    const full = snapshotOf(
      [
        aDeployment({
          name: 'api',
          namespace: 'shop',
          labels: { app: 'api' },
          ports: [8080],
        }),
        aDeployment({ name: 'web', namespace: 'shop', labels: { app: 'web' } }),
        aDeployment({ name: 'job', namespace: 'shop', labels: { app: 'job' } }),
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'api', namespace: 'shop' },
          spec: {
            podSelector: { matchLabels: { app: 'api' } },
            policyTypes: ['Ingress', 'Egress'],
            ingress: [
              {
                from: [{ podSelector: { matchLabels: { app: 'web' } } }],
                ports: [{ port: 8080 }, { port: 9000, endPort: 9099 }],
              },
              {
                from: [
                  {
                    ipBlock: {
                      cidr: '203.0.113.0/24',
                      except: ['203.0.113.128/25'],
                    },
                  },
                ],
                ports: [{ port: 8080 }],
              },
            ],
          },
        },
      ],
      { cni: 'other', ipBlockMatchesPods: false },
    );
    const rows = engine(full).permissions('shop/Deployment/api', 'ingress');
    const short = rows.map(({ peer, traffic, outcome }) => [
      peer.type === 'workload' ? peer.key : peer,
      traffic.protocol,
      traffic.ports,
      outcome,
    ]);

    it('gives declared ports a row and other reachable ports another', () => {
      expect(short).toContainEqual([
        'shop/Deployment/web',
        'TCP',
        [{ first: 8080, last: 8080 }],
        'allow',
      ]);
      expect(short).toContainEqual([
        'shop/Deployment/web',
        'TCP',
        [{ first: 9000, last: 9099 }],
        'allow',
      ]);
    });

    it('leaves out peers that nothing admits', () => {
      expect(short.filter(([peer]) => peer === 'shop/Deployment/job')).toEqual(
        [],
      );
    });

    it('gives outside addresses as exact CIDRs', () => {
      expect(short).toContainEqual([
        { type: 'addresses', cidrs: ['203.0.113.0/25'] },
        'TCP',
        [{ first: 8080, last: 8080 }],
        'allow',
      ]);
    });

    it('says for every row what judge says for each port in it', () => {
      const { judge, permissions } = engine(full);
      for (const { key, ref } of full.workloads) {
        for (const row of permissions(key, 'ingress')) {
          if (row.peer.type !== 'workload') continue;
          for (const { first, last } of row.traffic.ports) {
            for (const port of [first, last]) {
              const verdict = judge({
                from: { type: 'workload', ref: row.peer.ref },
                to: { type: 'workload', ref },
                protocol: row.traffic.protocol,
                port,
              });
              expect(verdict.outcome).toBe(row.outcome);
            }
          }
        }
      }
    });

    it('knows no workload by a wrong key', () => {
      expect(() =>
        engine(full).permissions('shop/Deployment/x', 'egress'),
      ).toThrow(/no workload/);
    });
  });

  it('compiles any snapshot', () => {
    const { snapshot } = compile(snapshotOf([aPod()]));
    expect(snapshot.workloads).toHaveLength(1);
  });
});

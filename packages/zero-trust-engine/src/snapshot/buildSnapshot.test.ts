import {
  aDeployment,
  aNamespace,
  aPod,
  aPolicy,
  aService,
  aConfigMap,
} from '../testing/builders';
import { snapshotFromYaml, snapshotOf } from '../testing/fromYaml';
import { buildSnapshot } from './buildSnapshot';
import { SnapshotBuilder } from './SnapshotBuilder';

describe('buildSnapshot', () => {
  const keysOf = (objects: readonly unknown[]) =>
    snapshotOf(objects).workloads.map(workload => workload.key);

  it('groups pods under their topmost owner', () => {
    expect(
      keysOf([
        aDeployment({ name: 'web', namespace: 'shop' }),
        aDeployment({
          kind: 'ReplicaSet',
          name: 'web-5d',
          namespace: 'shop',
          owner: 'Deployment/web',
        }),
        aPod({
          name: 'web-5d-x',
          namespace: 'shop',
          owner: 'ReplicaSet/web-5d',
        }),
        aPod({ name: 'alone', namespace: 'shop' }),
        aPod({ name: 'task-x', namespace: 'shop', owner: 'Rollout/task' }),
      ]),
    ).toEqual(['shop/Deployment/web', 'shop/Pod/alone', 'shop/Rollout/task']);
  });

  it('takes the mirrors of static pods for what they are, and not for a node', () => {
    expect(
      keysOf([
        aPod({ name: 'etcd-n1', owner: 'Node/n1' }),
        aPod({ name: 'kube-apiserver-n1', owner: 'Node/n1' }),
      ]),
    ).toEqual(['default/Pod/etcd-n1', 'default/Pod/kube-apiserver-n1']);
  });

  it('keeps a pod whose containers have no names', () => {
    const pod = { ...aPod({ name: 'a' }), spec: { containers: [{}] } };
    expect(keysOf([pod])).toEqual(['default/Pod/a']);
  });

  it('proves a Deployment by the template hash where ReplicaSets are not read', () => {
    expect(
      keysOf([
        aPod({
          name: 'web-5d-x',
          owner: 'ReplicaSet/web-5d',
          labels: { 'pod-template-hash': '5d' },
        }),
      ]),
    ).toEqual(['default/Deployment/web']);
  });

  it('leaves out terminated pods and finished jobs', () => {
    const job = aDeployment({ kind: 'Job', name: 'done' });
    expect(
      keysOf([
        aPod({ name: 'gone', phase: 'Succeeded' }),
        aPod({ name: 'broke', phase: 'Failed' }),
        {
          ...job,
          status: { conditions: [{ type: 'Complete', status: 'True' }] },
        },
        aPod({ name: 'starting', phase: 'Pending' }),
      ]),
    ).toEqual(['default/Pod/starting']);
  });

  it('counts an owner without pods by its template', () => {
    const [workload] = snapshotOf([
      aDeployment({
        kind: 'CronJob',
        name: 'nightly',
        labels: { app: 'nightly' },
        serviceAccount: 'batch',
        ports: [8080],
      }),
    ]).workloads;
    expect(workload).toMatchObject({
      key: 'default/CronJob/nightly',
      serviceAccount: 'batch',
      labels: { app: 'nightly' },
      ports: [{ port: 8080, protocol: 'TCP' }],
      pods: [],
    });
  });

  describe('variants', () => {
    const pods = [
      aPod({
        name: 'a',
        owner: 'StatefulSet/db',
        labels: { app: 'db', track: 'old' },
      }),
      aPod({
        name: 'b',
        owner: 'StatefulSet/db',
        labels: { app: 'db', track: 'new' },
      }),
    ];

    it('keeps pods together that no selector tells apart', () => {
      expect(keysOf(pods)).toEqual(['default/StatefulSet/db']);
    });

    it('splits pods on a label that a selector reads', () => {
      expect(
        keysOf([...pods, aService({ name: 'db', selector: { track: 'new' } })]),
      ).toEqual([
        'default/StatefulSet/db[track=new]',
        'default/StatefulSet/db[track=old]',
      ]);
    });

    it('splits pods on a label that an object reads which is only thought of', () => {
      const service = aService({ name: 'db', selector: { track: 'new' } });
      const { workloads, services } = buildSnapshot({
        cluster: '',
        objects: pods,
        groupedAlsoBy: [service],
      });
      expect(workloads.map(({ key }) => key)).toEqual([
        'default/StatefulSet/db[track=new]',
        'default/StatefulSet/db[track=old]',
      ]);
      expect(services).toEqual([]);
    });

    it('names the missing label of a variant', () => {
      expect(
        keysOf([
          ...pods.slice(0, 1),
          aPod({ name: 'c', owner: 'StatefulSet/db', labels: { app: 'db' } }),
          aService({ name: 'db', selector: { track: 'old' } }),
        ]),
      ).toEqual([
        'default/StatefulSet/db[!track]',
        'default/StatefulSet/db[track=old]',
      ]);
    });

    it('splits pods that have different service accounts', () => {
      expect(
        keysOf([
          aPod({ name: 'a', owner: 'StatefulSet/db', serviceAccount: 'x' }),
          aPod({ name: 'b', owner: 'StatefulSet/db', serviceAccount: 'y' }),
        ]),
      ).toEqual([
        'default/StatefulSet/db[serviceAccount=x]',
        'default/StatefulSet/db[serviceAccount=y]',
      ]);
    });
  });

  it('gives the same snapshot whatever the order of the objects', () => {
    const objects = [
      aPod({ name: 'b', namespace: 'y' }),
      aPod({ name: 'a', namespace: 'y' }),
      aService({ name: 's', namespace: 'x' }),
      aNamespace('z'),
    ];
    const plain = ({
      workloads,
      namespaces,
      services,
    }: ReturnType<typeof snapshotOf>) => ({
      workloads,
      services,
      namespaces: [...namespaces.keys()],
    });
    expect(plain(snapshotOf([...objects].reverse()))).toEqual(
      plain(snapshotOf(objects)),
    );
  });

  it('adds the name label to every namespace and invents undeclared ones', () => {
    const { namespaces } = snapshotOf([
      aNamespace('declared', { team: 'x' }),
      aPod({ namespace: 'implied' }),
    ]);
    expect(namespaces.get('declared')).toMatchObject({
      labels: { team: 'x', 'kubernetes.io/metadata.name': 'declared' },
      declared: true,
    });
    expect(namespaces.get('implied')).toMatchObject({
      labels: { 'kubernetes.io/metadata.name': 'implied' },
      declared: false,
    });
  });

  it('turns an odd object into a gap that names kind, object and field', () => {
    const snapshot = snapshotFromYaml(`
apiVersion: v1
kind: Service
metadata: { name: odd, namespace: shop }
spec: { ports: [{ port: eighty }] }
---
apiVersion: v1
kind: Service
metadata: { name: fine, namespace: shop }
spec: { ports: [{ port: 80 }] }
`);
    expect(snapshot.services.map(service => service.meta.name)).toEqual([
      'fine',
    ]);
    expect(snapshot.gapsOf('Service')).toEqual([
      {
        kind: 'Service',
        group: '',
        reason: 'malformed',
        object: { kind: 'Service', namespace: 'shop', name: 'odd' },
        path: 'spec.ports[0].port',
        detail: 'expected an integer',
      },
    ]);
  });

  it('survives values that are no objects at all', () => {
    const snapshot = snapshotOf([null, 7, 'text', [], {}, { kind: 'Pod' }]);
    expect(snapshot.workloads).toEqual([]);
    expect(snapshot.gaps).toHaveLength(6);
  });

  it('opens List kinds, with or without the kind on each item', () => {
    expect(
      keysOf([
        { apiVersion: 'v1', kind: 'List', items: [aPod({ name: 'a' })] },
        {
          apiVersion: 'v1',
          kind: 'PodList',
          items: [{ metadata: { name: 'b' }, spec: {} }],
        },
      ]),
    ).toEqual(['default/Pod/a', 'default/Pod/b']);
  });

  it('lets the last of two objects with one name win', () => {
    expect(
      snapshotOf([
        aPod({ name: 'a', serviceAccount: 'old' }),
        aPod({ name: 'a', serviceAccount: 'new' }),
      ]).workloads.map(workload => workload.serviceAccount),
    ).toEqual(['new']);
  });

  it('keeps the gaps of the reader beside its own', () => {
    const snapshot = buildSnapshot({
      cluster: 'prod',
      objects: [],
      gaps: [
        {
          kind: 'AuthorizationPolicy',
          group: 'security.istio.io',
          reason: 'forbidden',
          detail: 'list authorizationpolicies',
        },
      ],
    });
    expect(snapshot.gapsOf('AuthorizationPolicy')).toHaveLength(1);
    expect(snapshot.facts.istio.installed).toBe('unknown');
  });

  it('refuses to look for gaps under a name that is no key', () => {
    expect(() => snapshotOf([]).gapsOf('Gateway')).toThrow(/no kind/);
  });

  it('takes stated nodes and pod addresses', () => {
    const snapshot = snapshotOf([aPod({ name: 'a', namespace: 'x' })], {
      nodes: [{ name: 'n1', addresses: ['192.168.0.1'] }],
      podAddresses: { 'x/a': ['10.0.0.1'] },
    });
    expect(snapshot.nodes.map(node => node.addresses)).toEqual([
      ['192.168.0.1'],
    ]);
    expect(snapshot.workloads[0].pods[0].addresses).toEqual(['10.0.0.1']);
  });

  it('parses an unchanged object once over several builds', () => {
    const builder = new SnapshotBuilder();
    const service = aService({ name: 's' });
    const first = builder.build({ cluster: '', objects: [service] });
    const second = builder.build({
      cluster: '',
      objects: [service, aPod({ name: 'new' })],
    });
    expect(second.services[0]).toBe(first.services[0]);
  });

  describe('facts', () => {
    it('reads the mesh configuration and says where from', () => {
      const { facts } = snapshotOf([
        aConfigMap({
          name: 'istio',
          namespace: 'istio-system',
          data: {
            mesh: 'trustDomain: corp.example\ntrustDomainAliases: [old.example]\nenableAutoMtls: false\n',
          },
        }),
      ]);
      expect(facts.istio).toMatchObject({
        installed: true,
        trustDomain: 'corp.example',
        trustDomainAliases: ['old.example'],
        autoMtls: false,
        rootNamespace: 'istio-system',
      });
      expect(facts.sources['istio.trustDomain']).toBe(
        'ConfigMap istio-system/istio data.mesh',
      );
    });

    it('leaves a gap when the mesh configuration cannot be read', () => {
      const map = aConfigMap({
        name: 'istio',
        namespace: 'istio-system',
        data: { mesh: 'trustDomain: [1' },
      });
      expect(snapshotOf([map]).gapsOf('ConfigMap')).toMatchObject([
        { reason: 'malformed', path: 'data.mesh' },
      ]);
      expect(
        buildSnapshot({ cluster: '', objects: [map] }).gapsOf('ConfigMap'),
      ).toMatchObject([{ reason: 'pending', path: 'data.mesh' }]);
    });

    it('recognises the network plugin by its daemons', () => {
      const daemon = (name: string) =>
        snapshotOf([
          aDeployment({ kind: 'DaemonSet', name, namespace: 'kube-system' }),
        ]).facts;
      expect(daemon('cilium')).toMatchObject({
        cni: 'cilium',
        ipBlockMatchesPods: false,
      });
      expect(daemon('calico-node')).toMatchObject({
        cni: 'calico',
        ipBlockMatchesPods: true,
      });
      expect(daemon('antrea-agent').ipBlockMatchesPods).toBe(true);
      expect(daemon('kube-flannel-ds').cni).toBe('none');
      expect(daemon('fluentd')).toMatchObject({
        cni: 'other',
        ipBlockMatchesPods: 'unknown',
      });
    });

    it('does not call the plugin known when its daemons cannot be read', () => {
      const { facts } = buildSnapshot({
        cluster: '',
        objects: [],
        gaps: [{ kind: 'DaemonSet', group: 'apps', reason: 'forbidden' }],
      });
      expect(facts.cni).toBe('unknown');
    });

    it('lets what the operator states win', () => {
      const { facts } = snapshotOf(
        [aDeployment({ kind: 'DaemonSet', name: 'cilium' })],
        { cni: 'calico', istio: { trustDomain: 'stated.example' } },
      );
      expect(facts).toMatchObject({
        cni: 'calico',
        ipBlockMatchesPods: true,
        istio: { trustDomain: 'stated.example', rootNamespace: 'istio-system' },
      });
      expect(facts.sources.cni).toBe('stated');
    });

    it('reads the profile of Cilium', () => {
      const { facts } = snapshotOf([
        aConfigMap({
          name: 'cilium-config',
          namespace: 'kube-system',
          data: { 'enable-policy': 'Always', 'cluster-name': 'eu' },
        }),
      ]);
      expect(facts.cilium).toMatchObject({
        policyMode: 'always',
        clusterName: 'eu',
        hostFirewall: false,
      });
    });

    it('takes an Istio object as a sign of the mesh', () => {
      const policy = aPolicy('PeerAuthentication', { name: 'default' }, {});
      expect(snapshotOf([policy]).facts.istio.installed).toBe(true);
      expect(snapshotOf([]).facts.istio.installed).toBe(false);
    });

    it('takes who asks for ambient mode at its word where istiod is not seen', () => {
      const asks = aNamespace('shop', { 'istio.io/dataplane-mode': 'ambient' });
      const istiod = aDeployment({
        name: 'istiod',
        namespace: 'istio-system',
        labels: { app: 'istiod' },
      });
      const discovery = {
        ...istiod,
        spec: {
          template: {
            metadata: { labels: { app: 'istiod' } },
            spec: { containers: [{ name: 'discovery' }] },
          },
        },
      };
      expect(snapshotOf([asks]).facts.istio).toMatchObject({
        installed: true,
        ambient: true,
      });
      expect(snapshotOf([asks, discovery]).facts.istio.ambient).toBe(false);
      expect(snapshotOf([aNamespace('shop')]).facts.istio.installed).toBe(
        false,
      );
    });
  });
});

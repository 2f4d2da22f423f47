import { parseAllDocuments } from 'yaml';
import { Manifest } from './Manifest';
import {
  carries,
  Doc,
  find,
  ofKind,
  podTemplateOf,
  principalsOf,
  readWorld,
  refOf,
  selected,
  worldFiles,
  workloadsOf,
} from './readWorld';

// The world is data that people edit: everything it refers to has to exist, and the
// rule that the shop is known for has to stand in it word for word.

const clusterScoped = [
  'Namespace',
  'Node',
  'ClusterRole',
  'ClusterRoleBinding',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'GatewayClass',
  'CiliumClusterwideNetworkPolicy',
  'ClusterNetworkPolicy',
];

const namespacesOf = (docs: Doc[]) => ofKind(docs, 'Namespace');

const accountsOf = (docs: Doc[]) =>
  new Set([
    ...ofKind(docs, 'ServiceAccount').map(
      ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
    ),
    // The cluster's own controller makes one of these per namespace.
    ...namespacesOf(docs).map(({ metadata }) => `${metadata.name}/default`),
  ]);

describe('every file of the world', () => {
  it.each(worldFiles().map(({ file, text }) => [file, text]))(
    '%s parses without a warning',
    (_, text) => {
      const problems = parseAllDocuments(text).flatMap(document => [
        ...document.errors,
        ...document.warnings,
      ]);
      expect(problems).toEqual([]);
    },
  );

  it.each(['prod-eu', 'prod-us', 'catalog'])(
    'says in every document of %s what it is and how it is called',
    folder => {
      const nameless = readWorld(folder).filter(
        ({ manifest }) =>
          !manifest?.apiVersion || !manifest.kind || !manifest.metadata?.name,
      );
      expect(nameless.map(({ file }) => file)).toEqual([]);
    },
  );
});

describe.each(['prod-eu', 'prod-us'] as const)('%s', cluster => {
  const docs = readWorld(cluster);
  const namespaces = namespacesOf(docs).map(({ metadata }) => metadata.name);
  const accounts = accountsOf(docs);

  it('defines every object once', () => {
    const refs = docs.map(
      ({ manifest }) =>
        `${manifest.apiVersion.split('/')[0]} ${refOf(manifest)}`,
    );
    expect(refs.filter((ref, i) => refs.indexOf(ref) !== i)).toEqual([]);
  });

  it('puts every namespaced object into a namespace that exists', () => {
    const lost = docs.filter(({ manifest: { kind, metadata } }) =>
      clusterScoped.includes(kind)
        ? metadata.namespace
        : !namespaces.includes(metadata.namespace ?? ''),
    );
    expect(lost.map(({ manifest }) => refOf(manifest))).toEqual([]);
  });

  it('runs every workload under an account that exists', () => {
    const lost = workloadsOf(docs).filter(workload => {
      const { serviceAccountName = 'default' } = podTemplateOf(workload).spec;
      return !accounts.has(
        `${workload.metadata.namespace}/${serviceAccountName}`,
      );
    });
    expect(lost.map(refOf)).toEqual([]);
  });

  it('binds roles to accounts that exist', () => {
    const lost = ofKind(docs, 'RoleBinding', 'ClusterRoleBinding').filter(
      ({ subjects = [] }) =>
        subjects.some(
          ({ kind, name, namespace }) =>
            kind === 'ServiceAccount' && !accounts.has(`${namespace}/${name}`),
        ),
    );
    expect(lost.map(refOf)).toEqual([]);
  });

  it('lets every workload select the labels of its own pods', () => {
    const wrong = ofKind(docs, 'Deployment', 'StatefulSet', 'DaemonSet').filter(
      workload =>
        !carries(
          podTemplateOf(workload).metadata.labels,
          workload.spec.selector.matchLabels,
        ),
    );
    expect(wrong.map(refOf)).toEqual([]);
  });

  it('backs every port of a Service with pods that listen on it', () => {
    const deaf = ofKind(docs, 'Service').filter(({ metadata, spec }) => {
      const labels = spec.selector as unknown as Record<string, string>;
      const backends = selected(docs, metadata.namespace, labels);
      const listening = backends
        .flatMap(backend => podTemplateOf(backend).spec.containers)
        .flatMap(({ ports = [] }) => ports)
        .flatMap(({ name, containerPort }) => [name, containerPort]);
      return !spec.ports.every(
        ({ targetPort }) => targetPort && listening.includes(targetPort),
      );
    });
    expect(deaf.map(refOf)).toEqual([]);
  });

  it('writes network policies whose subject and peers exist', () => {
    const homesOf = (labels: Record<string, string>) =>
      namespacesOf(docs)
        .filter(({ metadata: { name, labels: own } }) =>
          carries({ 'kubernetes.io/metadata.name': name, ...own }, labels),
        )
        .map(({ metadata }) => metadata.name);
    const matchesNothing = ({ metadata, spec }: Manifest) => {
      const peers = [
        ...(spec.ingress ?? []).flatMap(({ from = [] }) => from),
        ...(spec.egress ?? []).flatMap(({ to = [] }) => to),
      ].filter(({ ipBlock }) => !ipBlock);
      const blind = peers.some(({ namespaceSelector, podSelector }) => {
        const homes = namespaceSelector?.matchLabels
          ? homesOf(namespaceSelector.matchLabels)
          : [metadata.namespace];
        return !homes.some(
          home => selected(docs, home, podSelector?.matchLabels).length,
        );
      });
      const { podSelector: subject } = spec;
      return (
        blind || !selected(docs, metadata.namespace, subject.matchLabels).length
      );
    };
    const empty = ofKind(docs, 'NetworkPolicy').filter(matchesNothing);
    // The accidental OR of prod-eu has a second peer that no pod answers to.
    expect(empty.map(({ metadata }) => metadata.name)).toEqual(
      cluster === 'prod-eu' ? ['ledger-from-payment-service'] : [],
    );
  });

  it('names in its mesh rules accounts that exist, but for the deliberate one', () => {
    const missing = ofKind(docs, 'AuthorizationPolicy')
      .flatMap(principalsOf)
      .filter(principal => {
        const [, namespace, account] =
          /^(?:spiffe:..)?cluster.local.ns.([^/]+).sa.([^/]+)$/.exec(
            principal,
          ) ?? [];
        return !accounts.has(`${namespace}/${account}`);
      });
    expect(missing).toEqual(
      cluster === 'prod-eu'
        ? ['cluster.local/ns/production/sa/stock-service']
        : [],
    );
  });

  it('denies by default in production, both ways, and lets names resolve', () => {
    expect(
      find(docs, 'production/NetworkPolicy/default-deny-all').spec,
    ).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    const dns = find(docs, 'production/NetworkPolicy/allow-dns').spec;
    expect(dns.egress?.[0].ports).toEqual([
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ]);
  });

  it('speaks strict mutual TLS in the whole mesh', () => {
    expect(find(docs, 'istio-system/PeerAuthentication/default').spec).toEqual({
      mtls: { mode: 'STRICT' },
    });
  });

  it('locks payment-service to checkout-service, POST and /v1/payments/*', () => {
    const { spec } = find(
      docs,
      'production/AuthorizationPolicy/allow-checkout-to-payment',
    );
    expect(spec).toEqual({
      ...(cluster === 'prod-eu'
        ? { selector: { matchLabels: { app: 'payment-service' } } }
        : {
            targetRefs: [
              { group: '', kind: 'Service', name: 'payment-service' },
            ],
          }),
      action: 'ALLOW',
      rules: [
        {
          from: [
            {
              source: {
                principals: ['cluster.local/ns/production/sa/checkout-service'],
              },
            },
          ],
          to: [{ operation: { methods: ['POST'], paths: ['/v1/payments/*'] } }],
        },
      ],
    });
    const service = find(docs, 'production/Service/payment-service');
    expect(service.spec.ports).toEqual([
      { name: 'http', port: 80, targetPort: 'http' },
    ]);
    const pods = find(docs, 'production/Deployment/payment-service').spec
      .template;
    expect(pods.spec.serviceAccountName).toBe('payment-service');
    expect(pods.spec.containers[0].ports).toEqual([
      { name: 'http', containerPort: 8080 },
    ]);
  });

  it('binds the group of the zero trust reader', () => {
    const binding = find(docs, '/ClusterRoleBinding/zero-trust-readers');
    expect(binding.roleRef?.name).toBe('zero-trust-reader');
    expect(binding.subjects?.[0]).toMatchObject({
      kind: 'Group',
      name: 'zero-trust-readers',
    });
  });
});

it('has prod-us put the HTTP half of the lock into a waypoint nobody can go round', () => {
  const docs = readWorld('prod-us');
  const { labels } = find(docs, 'production/Service/payment-service').metadata;
  expect(labels?.['istio.io/use-waypoint']).toBe('payment-waypoint');
  const { status } = find(docs, 'production/Gateway/payment-waypoint');
  expect(status?.addresses).toHaveLength(1);
  const guard = find(
    docs,
    'production/AuthorizationPolicy/payment-only-through-waypoint',
  );
  expect(principalsOf(guard)).toEqual([
    'cluster.local/ns/production/sa/payment-waypoint',
  ]);
});

import { MeshSettings } from './askMesh';

/** An input of Istio's builder and the chain of filters that it gives. */
export interface EnvoyGolden {
  readonly input: string;
  /** Consecutive filters; none where the builder gives none. */
  readonly outputs: readonly string[];
  readonly settings?: MeshSettings;
}

const external = (protocol: 'envoyExtAuthzHttp' | 'envoyExtAuthzGrpc') => ({
  extensionProviders: [
    {
      name: 'default',
      [protocol]: {
        service: 'foo/ext-authz.foo.svc.cluster.local',
        port: 9000,
      },
    },
  ],
});

const plain = [
  'http/allow-empty-rule',
  'http/allow-full-rule',
  'http/allow-host-before-111',
  'http/allow-nil-rule',
  'http/allow-path',
  'http/audit-full-rule',
  'http/deny-empty-rule',
  'http/dry-run-allow',
  'http/dry-run-mix',
  'http/multiple-policies',
  'http/single-policy',
  'http/trust-domains',
  'tcp/allow-both-http-tcp',
  'tcp/allow-only-http',
  'tcp/audit-both-http-tcp',
  'tcp/deny-both-http-tcp',
  'tcp/dry-run-mix',
].map(
  (name): EnvoyGolden => ({ input: `${name}-in`, outputs: [`${name}-out`] }),
);

/** Which output belongs to which input, and under which mesh configuration. */
export const envoyGoldens: readonly EnvoyGolden[] = [
  ...plain,
  {
    input: 'http/deny-and-allow-in',
    outputs: ['http/deny-and-allow-out1', 'http/deny-and-allow-out2'],
  },
  {
    input: 'http/dry-run-allow-and-deny-in',
    outputs: [
      'http/dry-run-allow-and-deny-out1',
      'http/dry-run-allow-and-deny-out2',
    ],
  },
  {
    input: 'http/simple-policy-td-aliases-in',
    outputs: ['http/simple-policy-td-aliases-out'],
    settings: { trustDomain: 'td1', trustDomainAliases: ['cluster.local'] },
  },
  {
    input: 'http/simple-policy-multiple-td-aliases-in',
    outputs: ['http/simple-policy-multiple-td-aliases-out'],
    settings: {
      trustDomain: 'td1',
      trustDomainAliases: ['cluster.local', 'some-td'],
    },
  },
  {
    input: 'http/simple-policy-principal-with-wildcard-in',
    outputs: ['http/simple-policy-principal-with-wildcard-out'],
    settings: { trustDomain: 'td1', trustDomainAliases: ['foobar'] },
  },
  {
    input: 'http/td-aliases-source-principal-in',
    outputs: ['http/td-aliases-source-principal-out'],
    settings: {
      trustDomain: 'new-td',
      trustDomainAliases: ['old-td', 'some-trustdomain'],
    },
  },
  {
    input: 'http/custom-simple-http-in',
    outputs: [
      'http/custom-http-provider-out1',
      'http/custom-http-provider-out2',
    ],
    settings: external('envoyExtAuthzHttp'),
  },
  {
    input: 'http/custom-simple-http-in',
    outputs: [
      'http/custom-grpc-provider-out1',
      'http/custom-grpc-provider-out2',
    ],
    settings: external('envoyExtAuthzGrpc'),
  },
  {
    input: 'http/custom-simple-http-in',
    outputs: [
      'http/custom-grpc-provider-no-namespace-out1',
      'http/custom-grpc-provider-no-namespace-out2',
    ],
    settings: external('envoyExtAuthzGrpc'),
  },
  {
    input: 'http/custom-simple-http-in',
    outputs: ['http/custom-bad-out'],
    settings: { extensionProviders: [{ name: 'other' }] },
  },
  {
    input: 'http/custom-bad-multiple-providers-in',
    outputs: [
      'http/custom-bad-multiple-providers-out1',
      'http/custom-bad-multiple-providers-out2',
    ],
    settings: external('envoyExtAuthzHttp'),
  },
  {
    input: 'tcp/custom-both-http-tcp-in',
    outputs: ['tcp/custom-both-http-tcp-out1', 'tcp/custom-both-http-tcp-out2'],
    settings: external('envoyExtAuthzGrpc'),
  },
  {
    input: 'tcp/custom-only-http-in',
    outputs: [],
    settings: external('envoyExtAuthzHttp'),
  },
];

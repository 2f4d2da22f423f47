import { RawObject, StringMap } from '../../snapshot/KubernetesObject';
import { aDeployment, aNamespace, aPod, aPolicy } from '../builders';
import { RandomNumbers, randomNumbers } from './randomNumbers';

/** What a generated cluster has beside its workloads and NetworkPolicies. */
export interface BenchOptions {
  readonly workloads: number;
  /** Ten ClusterNetworkPolicies of five rules each. */
  readonly clusterTier?: true;
  /** Ports by name, and selectors with expressions. */
  readonly expressive?: true;
  /** Sidecars, mutual TLS, and as many AuthorizationPolicies as workloads. */
  readonly mesh?: true;
}

const perNamespace = 20;
const degree = 3;

/**
 * A cluster as careful teams have it: every namespace closed in both directions
 * with DNS open, one policy per workload for its callers and one for whom it
 * calls (three each, at random), and a block of addresses with holes for every
 * fifth. With a mesh, of three policy objects one is an AuthorizationPolicy. The
 * same options give the same cluster.
 */
export function benchCluster(options: BenchOptions): readonly RawObject[] {
  const random = randomNumbers(options.workloads);
  const apps = Array.from({ length: options.workloads }, (_, index) =>
    appOf(index, options, random),
  );
  const edges = apps.map(() =>
    Array.from({ length: degree }, () => apps[random.below(apps.length)]),
  );
  const callers = new Map<App, App[]>(apps.map(app => [app, []]));
  edges.forEach((callees, i) =>
    callees.forEach(callee => callers.get(callee)?.push(apps[i])),
  );
  return [
    ...namespacesOf(apps, options),
    ...apps.flatMap((app, i) => [
      ...app.objects,
      callersPolicy(app, callers.get(app) ?? [], options),
      calleesPolicy(app, edges[i], options),
      ...(i % 5 === 0 ? [outsidePolicy(app)] : []),
      ...(options.mesh ? [authorization(app, callers.get(app) ?? [])] : []),
    ]),
    ...(options.clusterTier ? clusterTier() : []),
    ...(options.mesh ? [strictMesh] : []),
  ];
}

interface App {
  readonly index: number;
  readonly name: string;
  readonly namespace: string;
  readonly labels: StringMap;
  readonly objects: readonly RawObject[];
}

function appOf(
  index: number,
  { expressive, mesh }: BenchOptions,
  random: RandomNumbers,
): App {
  const name = `app-${index}`;
  const namespace = `ns-${Math.floor(index / perNamespace)}`;
  const labels = {
    app: name,
    tier: `tier-${random.below(3)}`,
    team: `team-${random.below(8)}`,
  };
  const shape = {
    namespace,
    labels,
    serviceAccount: name,
    ports: expressive
      ? [{ name: 'web', containerPort: 8080 + random.below(2) }]
      : [8080],
    ...(mesh ? { mesh: 'sidecar' as const } : {}),
  };
  const address = `10.${Math.floor(index / 62500)}.${Math.floor(
    (index % 62500) / 250,
  )}.${(index % 250) + 1}`;
  return {
    index,
    name,
    namespace,
    labels,
    objects: [
      aDeployment({ ...shape, name }),
      aPod({
        ...shape,
        name: `${name}-0`,
        owner: `Deployment/${name}`,
        node: `node-${index % 50}`,
        address,
      }),
    ],
  };
}

function namespacesOf(
  apps: readonly App[],
  { mesh }: BenchOptions,
): readonly RawObject[] {
  const names = [...new Set(apps.map(app => app.namespace))];
  return names.flatMap((namespace, i) => [
    aNamespace(namespace, {
      stage: `stage-${i % 4}`,
      ...(mesh ? { 'istio-injection': 'enabled' } : {}),
    }),
    aPolicy(
      'NetworkPolicy',
      { name: 'default-deny', namespace },
      { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    ),
    aPolicy(
      'NetworkPolicy',
      { name: 'allow-dns', namespace },
      {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [
          {
            to: [
              {
                namespaceSelector: {
                  matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
                },
              },
            ],
            ports: [
              { protocol: 'UDP', port: 53 },
              { protocol: 'TCP', port: 53 },
            ],
          },
        ],
      },
    ),
  ]);
}

function peerOf(app: App, { expressive }: BenchOptions) {
  return {
    namespaceSelector: {
      matchLabels: { 'kubernetes.io/metadata.name': app.namespace },
    },
    podSelector: expressive
      ? {
          matchExpressions: [
            { key: 'app', operator: 'In', values: [app.name] },
            { key: 'legacy', operator: 'DoesNotExist' },
          ],
        }
      : { matchLabels: { app: app.name } },
  };
}

const portsOf = ({ expressive }: BenchOptions) => [
  { port: expressive ? 'web' : 8080 },
];

function callersPolicy(
  app: App,
  callers: readonly App[],
  options: BenchOptions,
): RawObject {
  return aPolicy(
    'NetworkPolicy',
    { name: `${app.name}-callers`, namespace: app.namespace },
    {
      podSelector: { matchLabels: { app: app.name } },
      policyTypes: ['Ingress'],
      ingress: callers.map(caller => ({
        from: [peerOf(caller, options)],
        ports: portsOf(options),
      })),
    },
  );
}

function calleesPolicy(
  app: App,
  callees: readonly App[],
  options: BenchOptions,
): RawObject {
  return aPolicy(
    'NetworkPolicy',
    { name: `${app.name}-callees`, namespace: app.namespace },
    {
      podSelector: { matchLabels: { app: app.name } },
      policyTypes: ['Egress'],
      egress: callees.map(callee => ({
        to: [peerOf(callee, options)],
        ports: portsOf(options),
      })),
    },
  );
}

function outsidePolicy(app: App): RawObject {
  return aPolicy(
    'NetworkPolicy',
    { name: `${app.name}-outside`, namespace: app.namespace },
    {
      podSelector: { matchLabels: { app: app.name } },
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              ipBlock: {
                cidr: '0.0.0.0/0',
                except: ['10.0.0.0/8', '169.254.0.0/16', '192.168.0.0/16'],
              },
            },
          ],
          ports: [{ port: 443 }],
        },
      ],
    },
  );
}

function clusterTier(): readonly RawObject[] {
  return Array.from({ length: 10 }, (_, i) =>
    aPolicy(
      'ClusterNetworkPolicy',
      { name: `guard-${i}` },
      {
        tier: i < 7 ? 'Admin' : 'Baseline',
        priority: 10 + i,
        subject: { namespaces: { matchLabels: { stage: `stage-${i % 4}` } } },
        ingress: Array.from({ length: 5 }, (_x, rule) => ({
          name: `rule-${rule}`,
          action: (['Pass', 'Deny', 'Accept'] as const)[(i + rule) % 3],
          from: [
            {
              pods: {
                namespaceSelector: {
                  matchLabels: { stage: `stage-${(i + rule) % 4}` },
                },
                podSelector: { matchLabels: { team: `team-${rule}` } },
              },
            },
          ],
          protocols: [
            { tcp: { destinationPort: { number: 9000 + i } } },
            {
              tcp: { destinationPort: { range: { start: 9100, end: 9200 } } },
            },
          ],
        })),
      },
    ),
  );
}

const strictMesh: RawObject = aPolicy(
  'PeerAuthentication',
  { name: 'default', namespace: 'istio-system' },
  { mtls: { mode: 'STRICT' } },
);

function authorization(app: App, callers: readonly App[]): RawObject {
  return aPolicy(
    'AuthorizationPolicy',
    { name: `${app.name}-callers`, namespace: app.namespace },
    {
      selector: { matchLabels: { app: app.name } },
      action: 'ALLOW',
      rules: [
        {
          from: [
            {
              source: {
                principals: callers
                  .map(
                    caller =>
                      `cluster.local/ns/${caller.namespace}/sa/${caller.name}`,
                  )
                  .concat('cluster.local/ns/monitoring/sa/scraper'),
              },
            },
          ],
          to: [{ operation: { methods: ['GET', 'POST'], paths: ['/v1/*'] } }],
        },
      ],
    },
  );
}

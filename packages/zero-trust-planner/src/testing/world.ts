import {
  buildSnapshot,
  compile,
  Engine,
  FactOverrides,
  Gap,
  RawObject,
} from '@ztn/zero-trust-engine';
import { parse } from 'yaml';

export {
  aDeployment,
  aNamespace,
  aNode,
  aPod,
  aPolicy,
  aService,
} from '../../../zero-trust-engine/src/testing/builders';
import {
  aNamespace,
  aPod,
  aPolicy,
  aService,
} from '../../../zero-trust-engine/src/testing/builders';
import { AccessGoal, AccessRule } from '../AccessGoal';
import { planAccess, PlanInput } from '../planAccess';

/** A mesh with Istio's usual settings, on a plugin that knows NetworkPolicy. */
export const meshFacts: FactOverrides = {
  cni: 'other',
  ipBlockMatchesPods: true,
  istio: {
    installed: true,
    trustDomain: 'cluster.local',
    rootNamespace: 'istio-system',
    ambient: true,
  },
};

/** Cilium and no mesh. */
export const ciliumFacts = (version = '1.18.1'): FactOverrides => ({
  cni: 'cilium',
  istio: { installed: false },
  cilium: { version, policyMode: 'default', config: {} },
});

/** A Deployment's only pod, found by `app`. */
export function aWorkload(
  namespace: string,
  name: string,
  options: Parameters<typeof aPod>[0] = {},
): readonly RawObject[] {
  const labels = { app: name, ...options.labels };
  address += 1;
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace, name },
      spec: {
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels } },
      },
    },
    aPod({
      namespace,
      name: `${name}-1`,
      serviceAccount: name,
      owner: `Deployment/${name}`,
      ports: [8080],
      address: `10.9.${Math.floor(address / 200)}.${(address % 200) + 1}`,
      ...options,
      labels,
    }),
  ];
}

let address = 0;

/** B of the specification: `shop/orders`, in a mesh by sidecars or ambient. */
export function shop(
  mesh: 'sidecar' | 'ambient' | 'none',
  ...more: readonly (RawObject | readonly RawObject[])[]
): readonly RawObject[] {
  return [
    ...['shop', 'batch', 'istio-system'].map(name => aNamespace(name)),
    ...aWorkload('shop', 'orders', { mesh }),
    ...aWorkload('shop', 'web', { mesh }),
    ...aWorkload('batch', 'report', { mesh }),
    aService({
      name: 'orders',
      namespace: 'shop',
      selector: { app: 'orders' },
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    }),
    ...more.flat(),
  ];
}

/** Another caller is let in, so that B is isolated. */
export const ordersIsolatedInMesh = aPolicy(
  'AuthorizationPolicy',
  { name: 'orders-report', namespace: 'shop' },
  {
    selector: { matchLabels: { app: 'orders' } },
    action: 'ALLOW',
    rules: [
      {
        from: [
          { source: { principals: ['cluster.local/ns/batch/sa/report'] } },
        ],
        to: [{ operation: { ports: ['8080'], methods: ['GET'] } }],
      },
    ],
  },
);

/** A NetworkPolicy that closes one direction of one app. */
export function closed(
  namespace: string,
  app: string,
  direction: 'Ingress' | 'Egress',
): RawObject {
  return aPolicy(
    'NetworkPolicy',
    { name: `${app}-${direction.toLowerCase()}`, namespace },
    { podSelector: { matchLabels: { app } }, policyTypes: [direction] },
  );
}

/** A CiliumNetworkPolicy that closes one direction of one app. */
export function ciliumClosed(
  namespace: string,
  app: string,
  direction: 'ingress' | 'egress',
): RawObject {
  return aPolicy(
    'CiliumNetworkPolicy',
    { name: `${app}-${direction}`, namespace },
    { endpointSelector: { matchLabels: { app } }, [direction]: [{}] },
  );
}

export function engineOver(
  objects: readonly unknown[],
  facts: FactOverrides = meshFacts,
  gaps: readonly Gap[] = [],
): Engine {
  const input = { cluster: '', objects, facts, gaps, parseYaml: parse };
  return compile(buildSnapshot(input));
}

export const getOrders: AccessRule = {
  port: 8080,
  protocol: 'TCP',
  http: { methods: ['GET'], paths: [{ type: 'exact', value: '/api/orders' }] },
};

export const port8080: AccessRule = { port: 8080, protocol: 'TCP' };

/** A of the specification asks B for something. */
export function goalOf(
  rules: readonly AccessRule[] = [getOrders],
  more: Partial<AccessGoal> = {},
): AccessGoal {
  return {
    caller: 'shop/Deployment/web',
    callee: 'shop/Deployment/orders',
    rules,
    ...more,
  };
}

export function planOver(
  objects: readonly unknown[],
  {
    facts,
    gaps,
    goal = goalOf(),
    ...more
  }: Partial<Omit<PlanInput, 'engine' | 'facts'>> & {
    readonly facts?: FactOverrides;
    readonly gaps?: readonly Gap[];
  } = {},
) {
  return planAccess({
    engine: engineOver(objects, facts, gaps),
    goal,
    request: { id: '01k2m8q4xw7d' },
    ...more,
  });
}

import { RawObject } from '../snapshot/KubernetesObject';
import { aDeployment, aNamespace, aPod, aPolicy } from './builders';

/** Namespaces of twenty apps: default deny, and one policy for each app. */
export function denseCluster(namespaces: number, apps: number): RawObject[] {
  return Array.from({ length: namespaces }, (_, n) => n).flatMap(n => {
    const namespace = `ns-${n}`;
    return [
      aNamespace(namespace, { team: `team-${n % 5}` }),
      aPolicy(
        'NetworkPolicy',
        { name: 'default-deny', namespace },
        {
          podSelector: {},
          policyTypes: ['Ingress', 'Egress'],
        },
      ),
      ...Array.from({ length: apps }, (_x, a) => a).flatMap(a => [
        aDeployment({
          namespace,
          name: `app-${a}`,
          labels: { app: `app-${a}`, tier: `tier-${a % 3}` },
          ports: [8080],
        }),
        aPod({
          namespace,
          name: `app-${a}-0`,
          labels: { app: `app-${a}`, tier: `tier-${a % 3}` },
          ports: [8080],
          owner: `Deployment/app-${a}`,
          address: `10.${n}.0.${a + 1}`,
        }),
        aPolicy(
          'NetworkPolicy',
          { name: `app-${a}`, namespace },
          {
            podSelector: { matchLabels: { app: `app-${a}` } },
            ingress: [
              {
                from: [
                  {
                    podSelector: {
                      matchLabels: { app: `app-${(a + 1) % apps}` },
                    },
                  },
                  { namespaceSelector: { matchLabels: { team: 'team-1' } } },
                  {
                    namespaceSelector: { matchLabels: { team: 'team-2' } },
                    podSelector: { matchLabels: { tier: 'tier-0' } },
                  },
                  ...(a % 5 === 0
                    ? [
                        {
                          ipBlock: {
                            cidr: '10.0.0.0/8',
                            except: [`10.${n}.0.0/16`],
                          },
                        },
                      ]
                    : []),
                ],
                ports: [{ port: 8080 }],
              },
            ],
            egress: [{ to: [{ podSelector: {} }], ports: [{ port: 8080 }] }],
          },
        ),
      ]),
    ];
  });
}

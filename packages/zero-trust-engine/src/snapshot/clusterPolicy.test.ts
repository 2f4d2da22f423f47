import { ClusterPolicy } from './clusterPolicy';
import { parseAdminNetworkPolicy } from './parseAdminNetworkPolicy';
import { parseBaselineAdminNetworkPolicy } from './parseBaselineAdminNetworkPolicy';
import { parseClusterNetworkPolicy } from './parseClusterNetworkPolicy';

const object = (kind: string, name: string, spec: unknown) => ({
  apiVersion: 'policy.networking.k8s.io/v1',
  kind,
  metadata: { name },
  spec,
});
const subject = { namespaces: {} };
const cluster = (spec: object) =>
  parseClusterNetworkPolicy(
    object('ClusterNetworkPolicy', 'p', {
      tier: 'Admin',
      priority: 1,
      subject,
      ...spec,
    }),
  );
const egressRule = (rule: object): ClusterPolicy['egress'][number] => {
  const result = cluster({ egress: [{ action: 'Accept', ...rule }] });
  if (!result.ok) throw new Error(result.gap.detail);
  return result.value.egress[0];
};

describe('ClusterNetworkPolicy', () => {
  it.each([
    [{ tcp: { destinationPort: { number: 80 } } }, 'TCP', 80, 80],
    [
      { udp: { destinationPort: { range: { start: 1, end: 9 } } } },
      'UDP',
      1,
      9,
    ],
  ])('reads %j', (protocol, word, first, last) => {
    const to = [{ namespaces: {} }];
    expect(egressRule({ to, protocols: [protocol] }).ports).toEqual([
      { protocol: word, ports: { first, last } },
    ]);
  });

  it('takes the protocol of a named port from the container', () => {
    const to = [{ namespaces: {} }];
    expect(
      egressRule({ to, protocols: [{ destinationNamedPort: 'web' }] }).ports,
    ).toEqual([{ protocol: 'any', ports: { name: 'web' } }]);
  });

  it.each([
    [{ to: [{ galaxies: {} }] }, 'spec.egress[0].to[0].galaxies'],
    [{ to: [{}] }, 'spec.egress[0].to[0]'],
    [{ to: [] }, 'spec.egress[0].to'],
    [
      { to: [{ namespaces: {} }], protocols: [{ gre: {} }] },
      'spec.egress[0].protocols[0]',
    ],
    [{ to: [{ networks: ['ten'] }] }, 'spec.egress[0].to[0].networks[0]'],
  ])('keeps the unreadable rule %j in its place', (rule, unreadable) => {
    expect(egressRule(rule)).toMatchObject({ peers: [], unreadable });
  });

  it('refuses peers outside the cluster on ingress', () => {
    const result = cluster({
      ingress: [{ action: 'Deny', from: [{ networks: ['10.0.0.0/8'] }] }],
    });
    expect(result).toMatchObject({
      ok: true,
      value: { ingress: [{ unreadable: 'spec.ingress[0].from[0].networks' }] },
    });
  });

  it.each([{ priority: 1001 }, { tier: 'Middle' }, { subject: {} }])(
    'makes a gap of %j',
    spec => {
      expect(cluster(spec).ok).toBe(false);
    },
  );
});

describe('AdminNetworkPolicy and BaselineAdminNetworkPolicy', () => {
  it('accepts the early shape of a namespaces peer with a note', () => {
    const result = parseAdminNetworkPolicy(
      object('AdminNetworkPolicy', 'p', {
        priority: 3,
        subject,
        ingress: [
          {
            action: 'Pass',
            from: [{ namespaces: { namespaceSelector: {} } }],
          },
        ],
      }),
    );
    expect(result).toMatchObject({
      ok: true,
      value: { ingress: [{ action: 'pass', peers: [{ type: 'pods' }] }] },
      notes: [{ reason: 'not-supported' }],
    });
  });

  it('accepts no baseline but the one named default', () => {
    const named = (name: string) =>
      parseBaselineAdminNetworkPolicy(
        object('BaselineAdminNetworkPolicy', name, { subject }),
      );
    expect(named('default').ok).toBe(true);
    expect(named('other').ok).toBe(false);
  });
});

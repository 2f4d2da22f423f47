import { aPod, aPolicy } from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import { Permission } from './Permission';
import { compile } from './compile';

const web = aPod({
  name: 'web',
  namespace: 'shop',
  labels: { app: 'web' },
  serviceAccount: 'web',
  mesh: 'sidecar',
  address: '10.0.0.1',
});
const entry = (spec: Record<string, unknown>) =>
  aPolicy('ServiceEntry', { name: 'vendor', namespace: 'shop' }, spec);
const rowsOf = (policy: 'ALLOW_ANY' | 'REGISTRY_ONLY') =>
  compile(
    snapshotOf(
      [
        web,
        entry({
          hosts: ['api.vendor.example'],
          addresses: ['198.51.100.0/24'],
          resolution: 'STATIC',
          ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
        }),
      ],
      {
        cni: 'other',
        ipBlockMatchesPods: false,
        istio: { installed: true, outboundTrafficPolicy: policy },
      },
    ),
  ).permissions('shop/Pod/web', 'egress');

const outcomesOn = (rows: readonly Permission[], port: number) =>
  rows
    .filter(
      ({ traffic }) =>
        traffic.protocol === 'TCP' &&
        traffic.ports.some(({ first, last }) => first <= port && port <= last),
    )
    .flatMap(({ peer, outcome }) => {
      if (peer.type === 'fqdn') return [`${peer.name} ${outcome}`];
      return peer.type === 'addresses'
        ? peer.cidrs.map(cidr => `${cidr} ${outcome}`)
        : [];
    });

describe('what a sidecar lets out', () => {
  it('is what it knows, where it may reach nothing else', () => {
    const rows = rowsOf('REGISTRY_ONLY');
    expect(outcomesOn(rows, 443)).toEqual([
      '198.51.100.0/24 allow',
      'api.vendor.example allow',
    ]);
    expect(outcomesOn(rows, 80)).toEqual([]);
  });

  it('is everything, where it may reach what it does not know', () => {
    expect(outcomesOn(rowsOf('ALLOW_ANY'), 80)).toContain(
      'api.vendor.example allow',
    );
  });
});

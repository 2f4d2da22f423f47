import { Permission } from '../evaluate/Permission';
import { diffPermissions } from './diffPermissions';

const row = (change: Partial<Permission> = {}): Permission => ({
  peer: { type: 'reserved', peer: 'host' },
  traffic: { protocol: 'TCP', ports: [{ first: 80, last: 90 }] },
  outcome: 'allow',
  transport: 'none',
  certainty: 'spec',
  layers: [],
  ...change,
});
const ports = (first: number, last: number) => ({
  traffic: { protocol: 'TCP' as const, ports: [{ first, last }] },
});
const diff = (before: Permission[], after: Permission[]) =>
  diffPermissions('shop/Deployment/api', 'ingress', [before, after]);

describe('diffPermissions', () => {
  it('tells nothing where only the reasons differ', () => {
    const layers = [
      {
        layer: 'network' as const,
        outcome: 'allow' as const,
        certainty: 'spec' as const,
        because: [{ reason: 'no-policy' }],
      },
    ];
    expect(diff([row()], [row({ layers })])).toEqual([]);
  });

  it('tells the ports alone that differ', () => {
    expect(diff([row()], [row(ports(85, 95))])).toMatchObject([
      { type: 'vanishes', ports: [{ first: 80, last: 84 }] },
      { type: 'appears', ports: [{ first: 91, last: 95 }] },
    ]);
  });

  it('tells what passes on other terms', () => {
    expect(diff([row()], [row({ transport: 'mtls' })])).toMatchObject([
      {
        type: 'changes',
        before: { outcome: 'allow', transport: 'none' },
        after: { outcome: 'allow', transport: 'mtls' },
      },
    ]);
  });

  it('takes a row that refuses for no row', () => {
    expect(diff([row({ outcome: 'deny' })], [])).toEqual([]);
    expect(diff([row({ outcome: 'deny' })], [row()])).toMatchObject([
      { type: 'appears', ports: [{ first: 80, last: 90 }] },
    ]);
  });

  it('tells the addresses alone that differ', () => {
    const to = (...cidrs: string[]) =>
      row({ peer: { type: 'addresses', cidrs } });
    expect(diff([to('10.0.0.0/8')], [to('10.0.0.0/9')])).toMatchObject([
      { type: 'vanishes', peer: { cidrs: ['10.128.0.0/9'] } },
    ]);
  });
});

import {
  PermissionPeer,
  PermissionRow,
} from '@ztn/backstage-plugin-zero-trust-common';
import { compareRows } from './compareRows';

const aRow = (
  id: string,
  peer: PermissionPeer,
  outcome: PermissionRow['outcome'] = 'allow',
): PermissionRow => ({
  id,
  cluster: 'one',
  workload: 'shop/Deployment/api',
  peer,
  traffic: { protocol: 'TCP', ports: [{ first: 80, last: 80 }] },
  outcome,
  transport: 'none',
  certainty: 'spec',
  layers: [],
});

const aWorkload = (name: string): PermissionPeer => ({
  type: 'workload',
  key: `shop/Deployment/${name}`,
  namespace: 'shop',
  kind: 'Deployment',
  name,
  entities: [],
});
const theInternet: PermissionPeer = {
  type: 'addresses',
  cidrs: ['0.0.0.0/0'],
  internet: true,
};
const anOffice: PermissionPeer = {
  type: 'addresses',
  cidrs: ['198.51.100.0/24'],
  internet: false,
};
const reserved = (
  peer: Extract<PermissionPeer, { type: 'reserved' }>['peer'],
): PermissionPeer => ({ type: 'reserved', peer });

const sorted = (...rows: PermissionRow[]) =>
  [...rows].sort(compareRows).map(({ id }) => id);

it('puts workloads before addresses, names, reserved peers and the own node', () => {
  expect(
    sorted(
      aRow('own node', reserved('host')),
      aRow('other nodes', reserved('remote-node')),
      aRow('name', { type: 'fqdn', name: 'a.example' }),
      aRow('office', anOffice),
      aRow('workload', aWorkload('web'), 'deny'),
    ),
  ).toEqual(['workload', 'office', 'name', 'other nodes', 'own node']);
});

it('puts the Internet and the world first where they are not refused', () => {
  expect(
    sorted(
      aRow('workload', aWorkload('web')),
      aRow('refused Internet', theInternet, 'deny'),
      aRow('unknown world', reserved('world'), 'unknown'),
      aRow('Internet', theInternet),
    ),
  ).toEqual(['Internet', 'unknown world', 'workload', 'refused Internet']);
});

it('puts what gets through before what is refused', () => {
  expect(
    sorted(
      aRow('denied', aWorkload('a'), 'deny'),
      aRow('unknown', aWorkload('b'), 'unknown'),
      aRow('depends', aWorkload('c'), 'conditional'),
      aRow('allowed', aWorkload('d')),
    ),
  ).toEqual(['allowed', 'depends', 'unknown', 'denied']);
});

it('puts ports that the target declares before others', () => {
  const web = aWorkload('web');
  expect(
    sorted(
      { ...aRow('other ports', aWorkload('a')), declared: false },
      { ...aRow('declared port', web), declared: true },
      aRow('nothing declared', aWorkload('zoo')),
    ),
  ).toEqual(['declared port', 'nothing declared', 'other ports']);
});

it('orders equal outcomes by name, and equal rows by their id', () => {
  expect(
    sorted(
      aRow('2', aWorkload('web')),
      aRow('1', aWorkload('web')),
      aRow('0', aWorkload('zoo')),
    ),
  ).toEqual(['1', '2', '0']);
});

import {
  PermissionPeer,
  PermissionRow,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Translate } from '../Translate';
import { mapModel, MOST_NODES } from './mapModel';

const t: Translate = (key, values) =>
  values ? `${key} ${Object.values(values).join(' ')}` : key;

const workload = (namespace: string, name: string): PermissionPeer => ({
  type: 'workload',
  key: `${namespace}/Deployment/${name}`,
  namespace,
  kind: 'Deployment',
  name,
  entities: [],
});

let rows = 0;
const aRow = (
  peer: PermissionPeer,
  change: Partial<PermissionRow> = {},
): PermissionRow => ({
  id: String((rows += 1)),
  cluster: 'one',
  workload: 'shop/Deployment/api',
  peer,
  traffic: { protocol: 'TCP', ports: [{ first: 80, last: 80 }] },
  outcome: 'allow',
  transport: 'mtls',
  certainty: 'spec',
  layers: [],
  ...change,
});
const many = (count: number, namespaceOf: (i: number) => string) =>
  Array.from({ length: count }, (_, i) =>
    aRow(workload(namespaceOf(i), `w${i}`)),
  );

it('draws one node a peer, with the worst of its rows', () => {
  const web = workload('shop', 'web');
  const { callers, callees } = mapModel(t, {
    callers: [aRow(web), aRow(web, { transport: 'plaintext' })],
    callees: [aRow({ type: 'fqdn', name: 'api.example' })],
  });
  expect(callers).toMatchObject([
    { title: 'web', detail: 'shop', style: 'plaintext', size: 1 },
  ]);
  expect(callees).toMatchObject([{ title: 'api.example' }]);
});

it.each([
  [{ outcome: 'unknown', transport: 'mtls' }, 'unknown'],
  [{ outcome: 'allow', transport: 'unknown' }, 'unknown'],
  [{ outcome: 'conditional', transport: 'plaintext' }, 'plaintext'],
  [{ outcome: 'conditional', transport: 'hbone' }, 'conditional'],
  [{ outcome: 'allow', transport: 'none' }, 'no-mesh'],
  [{ outcome: 'allow', transport: 'app-tls' }, 'encrypted'],
] as const)('draws %j as %s', (change, style) => {
  const peer = workload('shop', 'web');
  const { callers } = mapModel(t, {
    callers: [aRow(peer, change)],
    callees: [],
  });
  expect(callers.map(node => node.style)).toEqual([style]);
});

it('counts what is refused instead of drawing it', () => {
  const model = mapModel(t, {
    callers: [aRow(workload('shop', 'web'), { outcome: 'deny' })],
    callees: [],
  });
  expect(model).toEqual({ callers: [], callees: [], refused: 1 });
});

it('keeps single peers as long as they fit', () => {
  const { callers, callees } = mapModel(t, {
    callers: many(40, () => 'shop'),
    callees: many(19, () => 'shop'),
  });
  expect([callers.length, callees.length]).toEqual([40, 19]);
});

it('makes one node of a namespace where there are too many peers, largest first', () => {
  const { callers } = mapModel(t, {
    callers: [
      ...many(100, i => (i < 30 ? 'small' : 'large')),
      aRow({ type: 'reserved', peer: 'host' }),
    ],
    callees: [],
  });
  expect(callers.map(({ title, size }) => [title, size])).toEqual([
    ['large', 70],
    ['small', 30],
    ['map.outside', 1],
  ]);
});

it('never draws more than it may, and loses no peer', () => {
  const { callers, callees } = mapModel(t, {
    callers: many(2000, i => `ns${i % 100}`),
    callees: many(500, i => `ns${i % 90}`),
  });
  expect(callers.length + callees.length).toBeLessThan(MOST_NODES);
  const sum = (nodes: typeof callers) =>
    nodes.reduce((total, { size }) => total + size, 0);
  expect([sum(callers), sum(callees)]).toEqual([2000, 500]);
  expect(callers[callers.length - 1].title).toBe('map.moreNamespaces 72');
});

import { PermissionChange } from '@ztn/backstage-plugin-zero-trust-common';
import { Translate } from '../Translate';
import { changeWords, summaryWords } from './changeWords';

const t: Translate = (key, values) =>
  values ? `${key}(${Object.values(values).join(', ')})` : key;

const appears: PermissionChange = {
  type: 'appears',
  workload: 'shop/Deployment/api',
  direction: 'inbound',
  peer: { type: 'fqdn', name: 'a.example' },
  protocol: 'TCP',
  ports: [{ first: 80, last: 80 }],
  after: {
    outcome: 'allow',
    transport: 'plaintext',
    http: { allow: [{ methods: ['GET'], paths: ['/a'] }], except: [] },
  },
};
const vanishes: PermissionChange = {
  ...appears,
  type: 'vanishes',
  before: { outcome: 'unknown', transport: 'unknown' },
  after: undefined,
};
const cluster = {
  cluster: 'one',
  gaps: [],
  ignored: [],
  hiddenPeers: 0,
};

it('calls what is not there refused, on either side', () => {
  expect(changeWords(t, appears)).toMatchObject({
    tone: 'caution',
    before: 'whatif.refused',
    after: 'outcome.allow, transport.plaintext, GET /a',
  });
  expect(changeWords(t, vanishes)).toMatchObject({
    tone: 'neutral',
    before: 'outcome.unknown, transport.unknown',
    after: 'whatif.refused',
  });
});

it('counts what would change, and says when not all of it is shown', () => {
  const changes = [appears, vanishes];
  expect(summaryWords(t, { ...cluster, changes, totalChanges: 2 })).toBe(
    'whatif.summary(one, whatif.appears(1), whatif.vanishes(1))',
  );
  expect(summaryWords(t, { ...cluster, changes, totalChanges: 300 })).toMatch(
    /whatif\.shown\(2, 300\)$/,
  );
  expect(summaryWords(t, { ...cluster, changes: [], totalChanges: 0 })).toBe(
    'whatif.none(one)',
  );
});

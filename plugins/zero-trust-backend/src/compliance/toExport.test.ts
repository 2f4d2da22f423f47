import { ComplianceWorkload } from '@ztn/backstage-plugin-zero-trust-common';
import { readComplianceSettings } from './readComplianceSettings';
import { toCsv } from './toExport';

const row = (name: string, owner: string): ComplianceWorkload => ({
  id: `prod/shop/Deployment/${name}`,
  cluster: 'prod',
  key: `shop/Deployment/${name}`,
  namespace: 'shop',
  kind: 'Deployment',
  name,
  entities: [{ entityRef: `component:default/${name}`, owner }],
  systems: [],
  states: { 'strict-mtls': 'fail' },
  counts: { pass: 0, partial: 0, fail: 1, unknown: 0, waived: 0 },
  score: 10,
});
const csv = (...rows: ComplianceWorkload[]) =>
  toCsv(
    rows,
    {
      now: '2026-07-01T00:00:00.000Z',
      clusters: [
        {
          cluster: 'prod',
          state: 'stale',
          asOf: '2026-06-30T00:00:00.000Z',
          unreadable: [],
        },
      ],
      partial: true,
      excludedWorkloads: 0,
    },
    {
      ...readComplianceSettings(undefined),
      controls: [{ id: 'strict-mtls', severity: 'high' }],
    },
  );

it('says on every line how old the data is', () => {
  const [, line] = csv(row('web', 'group:default/a')).split('\r\n');
  expect(line).toBe(
    '2026-07-01T00:00:00.000Z,2026-06-30T00:00:00.000Z,stale,,prod,shop,Deployment,web,shop/Deployment/web,component:default/web,group:default/a,,10,fail',
  );
});

it.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['-1', "'-1"],
])('writes %s so that it stays one harmless cell', (owner, cell) => {
  expect(csv(row('web', owner))).toContain(`,${cell},`);
});

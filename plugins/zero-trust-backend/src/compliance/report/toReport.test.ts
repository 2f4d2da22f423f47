import { ComplianceWorkload } from '@ztn/backstage-plugin-zero-trust-common';
import { html } from './html';
import { ReportInput } from './ReportInput';
import { toReport } from './toReport';

const counts = { pass: 1, partial: 0, fail: 2, unknown: 3, waived: 4 };
const workload = (change: Partial<ComplianceWorkload> = {}) => ({
  id: 'prod/shop/Deployment/api',
  cluster: 'prod',
  key: 'shop/Deployment/api',
  namespace: 'shop',
  kind: 'Deployment',
  name: 'api',
  entities: [],
  systems: [],
  states: { mtls: 'unknown', deny: 'pass' } as const,
  counts,
  score: 3,
  ...change,
});
const control = (id: string, title: string, enabled: boolean) => ({
  id,
  title,
  why: 'so',
  how: 'by looking',
  layer: 'transport' as const,
  scope: 'workload' as const,
  severity: 'high' as const,
  enabled,
  mapping: [{ framework: 'rules', id: '10', subject: 'Ten' }],
  reasons: {},
});
const input = (change: Partial<ReportInput> = {}): ReportInput => ({
  filter: {},
  overview: {
    now: '2026-07-01T12:00:00.000Z',
    clusters: [
      { cluster: 'prod', state: 'watching', asOf: 'then', unreadable: [] },
    ],
    partial: false,
    excludedWorkloads: 3,
    workloads: 1,
    controls: [
      {
        id: 'mtls',
        title: 'mTLS',
        scope: 'workload',
        severity: 'high',
        counts,
      },
    ],
    permissive: [],
  },
  catalogue: {
    controls: [control('mtls', 'mTLS', true), control('deny', 'Deny', false)],
    frameworks: [{ id: 'rules', title: 'The Rules' }],
  },
  workloads: [workload()],
  waivers: [],
  ...change,
});
const textOf = (page: string) =>
  page
    .replace(/<style>[^]*<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

it('counts what is unknown as unknown, and names it', () => {
  const text = textOf(toReport(input()));
  expect(text).toContain('mTLS by looking workload high 2 0 3 4 1');
  expect(text).toContain('none in the catalog unknown : mTLS 2 0 3 4 1');
});

it('says which controls are switched off instead of leaving them out', () => {
  const text = textOf(toReport(input()));
  expect(text).toContain('Switched off by configuration: Deny.');
  expect(text).toContain('10 Ten mTLS 2 0 3 4 1 Deny switched off');
});

it('does not say that nobody takes plaintext while something could not be read', () => {
  const { overview } = input();
  const partial = { ...overview, partial: true };
  expect(textOf(toReport(input({ overview: partial })))).toContain(
    'None is known; not everything could be read.',
  );
});

it('keeps what people wrote from being HTML', () => {
  const page = toReport(
    input({
      filter: { owner: '<script>alert(1)</script>' },
      waivers: [
        {
          id: 'w1',
          control: 'mtls',
          scope: { type: 'cluster', cluster: '"><img src=x onerror=x>' },
          reason: '<b onclick="x">&',
          owner: "group:'x'",
          createdBy: 'user:default/ann',
          createdAt: '2026-06-01',
          expiresAt: '2026-08-01',
        },
      ],
    }),
  );
  expect(page).not.toMatch(/<(script|img|b)\b/);
  expect(page).toContain('&lt;b onclick=&quot;x&quot;&gt;&amp;');
});

it('escapes values, also in lists, and no HTML twice', () => {
  const item = html`<i>${'<'}</i>`;
  expect(html`<p>${[item, '&', 1]}</p>`.text).toBe('<p><i>&lt;</i>&amp;1</p>');
});

import {
  ComplianceResponse,
  ComplianceResultsResponse,
  ComplianceWorkload,
  ComplianceWorkloadsResponse,
  ControlEventsResponse,
  ControlsResponse,
  HistoryResponse,
  ScoreboardResponse,
  Waiver,
  WaiversResponse,
} from '@ztn/backstage-plugin-zero-trust-common';

/** Answers of the backend about a small fleet, for tests. */
export const age = {
  now: '2026-07-01T12:00:00.000Z',
  clusters: [
    {
      cluster: 'prod',
      state: 'watching' as const,
      asOf: '2026-07-01T11:59:58.000Z',
      assessedAt: '2026-07-01T11:59:00.000Z',
      unreadable: [],
    },
  ],
  partial: false,
  excludedWorkloads: 3,
};

const none = { pass: 0, partial: 0, fail: 0, unknown: 0, waived: 0 };

export const controlsAnswer: ControlsResponse = {
  frameworks: [{ id: 'pci-dss-4.0.1', title: 'PCI DSS 4.0.1' }],
  controls: [
    {
      id: 'strict-mtls',
      title: 'Strict mutual TLS on every port',
      why: 'Plaintext has no identity.',
      how: 'By what pods accept.',
      layer: 'transport',
      scope: 'workload',
      severity: 'high',
      enabled: true,
      mapping: [
        {
          framework: 'pci-dss-4.0.1',
          id: '4.2.1',
          subject: 'Strong cryptography',
        },
      ],
      reasons: { 'takes-both': 'Port {port} takes both ({because}).' },
    },
    {
      id: 'pod-security',
      title: 'Pod Security enforced',
      why: 'Privileged pods are beyond policy.',
      how: 'By the label.',
      layer: 'admission',
      scope: 'namespace',
      severity: 'medium',
      enabled: true,
      mapping: [],
      reasons: { 'cluster-default': 'The default cannot be read.' },
    },
  ],
};

export const complianceAnswer: ComplianceResponse = {
  ...age,
  workloads: 3,
  controls: [
    {
      id: 'strict-mtls',
      title: 'Strict mutual TLS on every port',
      scope: 'workload',
      severity: 'high',
      counts: { ...none, pass: 1, fail: 2 },
    },
    {
      id: 'pod-security',
      title: 'Pod Security enforced',
      scope: 'namespace',
      severity: 'medium',
      counts: { ...none, unknown: 1 },
    },
  ],
  permissive: [
    { cluster: 'prod', namespace: 'staging', since: '2026-02-08', days: 143 },
    { cluster: 'prod', namespace: 'lab' },
  ],
};

export const scoreboardAnswer: ScoreboardResponse = {
  ...age,
  by: 'owner',
  items: [
    {
      id: 'group:default/payments',
      name: 'group:default/payments',
      workloads: 2,
      counts: { ...none, fail: 2 },
      score: 20,
    },
    { id: '', name: '', workloads: 1, counts: { ...none, pass: 1 }, score: 0 },
  ],
  totalItems: 2,
};

export const aWorkload = (
  name: string,
  change: Partial<ComplianceWorkload> = {},
): ComplianceWorkload => ({
  id: `prod/shop/Deployment/${name}`,
  cluster: 'prod',
  key: `shop/Deployment/${name}`,
  namespace: 'shop',
  kind: 'Deployment',
  name,
  entities: [],
  systems: [],
  states: { 'strict-mtls': 'fail' },
  counts: { ...none, fail: 1 },
  score: 10,
  ...change,
});

export const workloadsAnswer: ComplianceWorkloadsResponse = {
  ...age,
  items: [aWorkload('api'), aWorkload('web')],
  totalItems: 60,
  nextCursor: 'next',
};

export const resultsAnswer: ComplianceResultsResponse = {
  ...age,
  cluster: 'prod',
  workload: 'shop/Deployment/api',
  namespace: 'shop',
  results: [
    {
      control: 'strict-mtls',
      scope: 'workload',
      severity: 'high',
      state: 'fail',
      evidence: [
        {
          holds: false,
          reason: 'takes-both',
          object: 'PeerAuthentication shop/default',
          path: 'spec.mtls.mode',
          params: { port: '8080', because: '' },
        },
      ],
      more: 2,
    },
    {
      control: 'pod-security',
      scope: 'namespace',
      severity: 'medium',
      state: 'unknown',
      evidence: [
        {
          holds: 'unknown',
          reason: 'cluster-default',
          object: 'Namespace shop',
          params: {},
        },
      ],
      more: 0,
    },
  ],
};

export const eventsAnswer: ControlEventsResponse = {
  now: age.now,
  items: [
    {
      id: '1',
      at: '2026-07-01T10:42:00.000Z',
      cluster: 'prod',
      namespace: 'shop',
      workload: 'shop/Deployment/api',
      control: 'strict-mtls',
      before: 'pass',
      after: 'fail',
      cause: 'deleted',
      object: 'PeerAuthentication shop/strict',
    },
  ],
};

export const historyAnswer: HistoryResponse = {
  now: age.now,
  days: [{ day: '2026-06-30', counts: { ...none, pass: 3, fail: 1 } }],
};

export const aWaiver = (change: Partial<Waiver> = {}): Waiver => ({
  id: 'w1',
  control: 'strict-mtls',
  scope: { type: 'workload', cluster: 'prod', workload: 'shop/Deployment/api' },
  reason: 'until the gateway moves',
  owner: 'group:default/payments',
  createdBy: 'user:default/ann',
  createdAt: '2026-06-01T00:00:00.000Z',
  expiresAt: '2026-07-31T23:59:59.000Z',
  state: 'active',
  ...change,
});

export const waiversAnswer: WaiversResponse = {
  now: age.now,
  items: [aWaiver()],
  totalItems: 1,
  maxDays: 180,
};

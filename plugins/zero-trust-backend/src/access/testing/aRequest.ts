import { shortIdOf } from '../ids';
import { PlannedAccess } from '../plan/PlannedAccess';
import { StoredPart, StoredRequest } from '../store/StoredRequest';

/** A plan that writes one new file. */
export const aPlan = (change: Partial<PlannedAccess> = {}): PlannedAccess => ({
  outcome: 'change',
  reason: 'with one new object',
  hash: 'a'.repeat(64),
  layers: [],
  objects: [],
  findings: [],
  effect: [],
  inbound: { before: 1, after: 2 },
  parts: [
    {
      sourceId: 'prod',
      branch: 'main',
      baseSha: 'base',
      locatedBy: 'template',
      paths: ['clusters/prod/pay/payment/allow-checkout.yaml'],
      edits: [
        {
          path: 'clusters/prod/pay/payment/allow-checkout.yaml',
          change: 'add',
          expectBlob: null,
          after: 'kind: NetworkPolicy\n',
          diff: '',
        },
      ],
    },
  ],
  reviewers: [{ ref: 'group:default/payments', required: true }],
  rules: { tier: 'prod', requiredApprovals: 1, selfApproval: false },
  ...change,
});

/** A request by which `checkout` may call `payment`. */
export const aRequest = (
  change: Partial<StoredRequest> = {},
): StoredRequest => {
  const id = change.id ?? '01k2m8q4xw7d0000000000000a';
  return {
    id,
    shortId: shortIdOf(id),
    fingerprint: id.padEnd(64, '0'),
    state: 'validated',
    version: 1,
    requester: 'user:default/jane',
    watchers: [],
    spec: {
      caller: { entityRef: 'component:default/checkout' },
      callee: { entityRef: 'component:default/payment' },
      cluster: 'prod',
      rules: [
        {
          port: 8080,
          protocol: 'TCP',
          http: {
            methods: ['GET'],
            paths: [{ type: 'prefix', value: '/api' }],
          },
        },
      ],
    },
    ends: {
      caller: {
        workload: 'shop/Deployment/checkout',
        serviceAccount: 'checkout',
        labels: { app: 'checkout' },
      },
      callee: {
        workload: 'pay/Deployment/payment',
        serviceAccount: 'payment',
        labels: { app: 'payment' },
      },
    },
    plan: aPlan(),
    planHash: 'a'.repeat(64),
    tier: 'prod',
    justification: 'checkout has to ask for the state of a payment',
    requiredApprovals: 1,
    createdAt: '2026-11-28T10:00:00.000Z',
    updatedAt: '2026-11-28T10:00:00.000Z',
    attempts: 0,
    ...change,
  };
};

/** The share of a request in one repository, before anything was opened. */
export const aPart = (change: Partial<StoredPart> = {}): StoredPart => ({
  ordinal: 0,
  sourceId: 'prod',
  repoKey: 'git.example.com/shop/policies',
  baseBranch: 'main',
  baseSha: 'base',
  branch: 'zero-trust/ar-000000000000',
  state: 'pending',
  files: ['clusters/prod/pay/payment/allow-checkout.yaml'],
  ...change,
});

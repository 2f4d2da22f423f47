import {
  assessControls,
  ControlResult,
  controls,
  defaultControlSettings,
  Engine,
} from '@ztn/zero-trust-engine';
import { enginesOfTheWorld } from './__testUtils__/enginesOfTheWorld';

// What the controls say of the story, worked out by hand from docs/demo-story.md: the
// shop's own namespaces only, and of them whoever does not pass.

const shop = ['production', 'staging', 'payments-batch', 'legacy'];
let engines: Record<string, Engine> = {};

beforeAll(async () => {
  engines = await enginesOfTheWorld();
}, 30_000);

const missing = (cluster: string, control: string) =>
  assessControls(
    engines[cluster],
    {
      at: new Date('2026-07-01T00:00:00Z'),
      settings: defaultControlSettings,
      permissiveSince: () => undefined,
    },
    new Set([control]),
  )
    .filter(
      ({ state, subject }) =>
        ['fail', 'partial', 'unknown'].includes(state) &&
        subject.type !== 'cluster' &&
        shop.includes(subject.namespace),
    )
    .map(nameOf)
    .sort();

function nameOf({ subject, state }: ControlResult): string {
  if (subject.type === 'cluster') return state;
  const name = subject.type === 'workload' ? subject.key : subject.namespace;
  return `${state} ${name}`;
}

const outside = [
  'fail legacy/CronJob/nightly-export',
  'fail legacy/Deployment/shop-monolith',
  'fail staging/Deployment/psp-simulator',
];

it.each([
  [
    'prod-eu',
    'mesh-enforced',
    [...outside, 'fail production/Pod/email-hotfix'],
  ],
  ['prod-us', 'mesh-enforced', outside],
  [
    'prod-eu',
    'no-plaintext-hole',
    ['partial production/Deployment/catalog-service'],
  ],
  ['prod-us', 'no-plaintext-hole', []],
  [
    'prod-eu',
    'no-broken-connection',
    [
      'fail production/Deployment/ad',
      'partial production/Deployment/order-service',
      'fail production/Deployment/recommendation',
      'partial production/Deployment/user-service',
    ],
  ],
  [
    'prod-us',
    'no-broken-connection',
    [
      'fail production/Deployment/recommendation',
      'partial production/Deployment/order-service',
    ],
  ],
  [
    'prod-eu',
    'service-account-rights',
    ['fail legacy/Deployment/shop-monolith'],
  ],
  ['prod-eu', 'not-default-account', ['fail production/Deployment/ad']],
  ['prod-eu', 'permissive-age', ['fail staging']],
  ['prod-us', 'permissive-age', ['fail staging']],
  ['prod-eu', 'pod-security', ['unknown legacy']],
])('finds who lacks in %s what %s asks for', (cluster, control, names) => {
  expect(missing(cluster, control)).toEqual([...names].sort());
});

it('names every control of the registry with a sentence of its own', () => {
  const titles = controls.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

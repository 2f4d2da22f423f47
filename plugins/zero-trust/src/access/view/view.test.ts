import { AccessRequestEvent } from '@ztn/backstage-plugin-zero-trust-common';
import { accessSpecSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { aRequest, options, spec } from '../../../dev/fixtures/accessRequests';
import { emptyRule, toForm, toSpec, withOptions } from './requestForm';
import { milestonesOf } from './requestWords';
import { hindrancesOf, toneOfStanding } from './standingWords';

const form = withOptions(
  toForm({
    caller: spec.caller.entityRef,
    callee: spec.callee.entityRef,
    port: '8080',
    method: 'get',
    path: '/v1/refunds',
  }),
  options,
);
const withRule = (change: object) => ({
  ...form,
  rules: [{ ...form.rules[0], ...change }],
});

describe('what is typed into a request', () => {
  it('becomes what the API takes', () => {
    const made = toSpec(form);
    expect(made).toMatchObject({ ok: true });
    expect(
      accessSpecSchema.parse(made.ok ? made.spec : undefined),
    ).toMatchObject({ cluster: 'prod-eu', rules: spec.rules });
  });

  it.each<[object, object]>([
    [{ port: '' }, { port: 'check.error.port' }],
    [{ port: '70000' }, { port: 'check.error.port' }],
    [{ port: '80a' }, { port: 'check.error.port' }],
    [{ methods: [] }, { methods: 'request.error.methods' }],
    [{ paths: [] }, { paths: 'request.error.paths' }],
    [{ protocol: 'UDP' }, { methods: 'check.error.httpNeedsTcp' }],
    ...['/a*', 'a', '/a?b', '/a//b', '/../b', '/a\n', '/%2e'].map(
      (value): [object, object] => [
        { paths: [{ type: 'exact', value }] },
        { paths: 'request.error.path' },
      ],
    ),
    [
      { paths: [{ type: 'template', value: '/{**}/x' }] },
      { paths: 'request.error.path' },
    ],
  ])('is refused with the field named: %j', (change, error) => {
    expect(toSpec(withRule(change))).toEqual({ ok: false, errors: [error] });
  });

  it('takes templates with one part or the rest left open', () => {
    const value = '/o/{*}/items/{**}';
    expect(
      toSpec(withRule({ paths: [{ type: 'template', value }] })),
    ).toMatchObject({ ok: true });
  });

  it('means the whole port unless methods or paths are asked for', () => {
    const made = toSpec({ ...form, rules: [{ ...emptyRule, port: '8080' }] });
    expect(made).toMatchObject({
      spec: { rules: [{ port: 8080, protocol: 'TCP' }] },
    });
  });

  it('forgets an identity that the other cluster does not have', () => {
    expect(
      withOptions({ ...form, cluster: 'prod-us', identity: 'a/b' }, options),
    ).toMatchObject({
      cluster: 'prod-us',
      identity: 'production/checkout-service',
    });
  });
});

const event = (type: string, minute: number): AccessRequestEvent => ({
  id: `${minute}`,
  at: `2026-07-01T11:0${minute}:00.000Z`,
  actor: 'someone',
  actorKind: 'git',
  type,
});

describe('the milestones of a request', () => {
  const reached = (...types: string[]) =>
    milestonesOf(types.map(event))
      .filter(({ at }) => at !== undefined)
      .map(({ id }) => id);

  it('are those that were reached', () => {
    expect(reached('submitted', 'pull-opened', 'approved', 'merged')).toEqual([
      'opened',
      'approved',
      'merged',
    ]);
  });

  it('count no approval that was taken back', () => {
    expect(reached('pull-opened', 'approved', 'reopened')).toEqual(['opened']);
    expect(reached('pull-opened', 'approved', 'reopened', 'approved')).toEqual([
      'opened',
      'approved',
    ]);
  });

  it('count no approval where it was merged without one', () => {
    expect(reached('pull-opened', 'merged-unapproved')).toEqual([
      'opened',
      'merged',
    ]);
  });
});

describe('how a request stands', () => {
  const attention = { code: 'UNAPPROVED_MERGE', message: '', since: '' };

  it('is green only when it is in force and nobody has to look', () => {
    expect(toneOfStanding({ state: 'effective' })).toBe('good');
    expect(toneOfStanding({ state: 'effective', attention })).toBe('caution');
    expect(toneOfStanding({ state: 'rejected', attention })).toBe('bad');
  });

  it('names what hinders it only while it is tried again', () => {
    const error = { code: 'GIT_UNAVAILABLE', message: 'no answer' };
    const parts = aRequest().parts.map(part => ({ ...part, error }));
    expect(hindrancesOf({ state: 'submitting', parts })).toEqual(['no answer']);
    expect(hindrancesOf({ state: 'failed', parts })).toEqual([]);
    expect(
      hindrancesOf({
        state: 'syncing',
        parts: parts.map(part => ({ ...part, state: 'merged' })),
      }),
    ).toEqual([]);
  });
});

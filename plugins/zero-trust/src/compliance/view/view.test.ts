import {
  Control,
  ControlResult,
  ControlState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Translate } from '../../view/Translate';
import {
  aWorkload,
  controlsAnswer,
  eventsAnswer,
  historyAnswer,
  resultsAnswer,
} from '../__testUtils__/answers';
import { readFilters, writeFilters } from './complianceFilters';
import { evidenceSentence } from './evidenceSentence';
import { eventWords } from './eventWords';
import { missingControls } from './missingControls';
import { trendDays } from './trendDays';
import { toNewWaiver, waiverScopes } from './waiverForm';

describe('filters in the address', () => {
  it.each([
    ['', {}],
    ['q=%20web%20', { q: 'web' }],
    ['state=fail&sort=name', { state: 'fail', sort: 'name' }],
    ['state=great&sort=random', {}],
    ['owner=', { owner: '' }],
    ['namespace=', {}],
  ])('reads %j', (search, filters) => {
    expect(readFilters(new URLSearchParams(search))).toEqual(filters);
  });

  it('keeps what is not a filter', () => {
    const search = new URLSearchParams('by=owner&q=web&cluster=prod');
    expect(writeFilters(search, { q: 'api' }).toString()).toBe(
      'by=owner&q=api',
    );
  });
});

describe('the sentence of a place', () => {
  const [mtls] = controlsAnswer.controls;
  const part = (reason: string, params: Record<string, string>) => ({
    holds: false as const,
    reason,
    params,
  });

  it('has the parameters in it, and no empty brackets', () => {
    expect(
      evidenceSentence(mtls, part('takes-both', { port: '80', because: '' })),
    ).toBe('Port 80 takes both.');
  });

  it('is the code where this control has no words for it', () => {
    expect(evidenceSentence(mtls, part('brand-new', {}))).toBe('brand-new');
    expect(evidenceSentence(undefined, part('x', {}))).toBe('x');
  });
});

it('names what is missing by severity, and nothing that is only unknown', () => {
  const control = (id: string, severity: Control['severity']): Control => ({
    ...controlsAnswer.controls[0],
    id,
    title: id,
    severity,
  });
  const controls = new Map(
    [
      control('low', 'low'),
      control('high', 'high'),
      control('half', 'high'),
      control('grey', 'critical'),
    ].map(c => [c.id, c]),
  );
  const workload = aWorkload('web', {
    states: { low: 'fail', half: 'partial', grey: 'unknown', high: 'fail' },
  });
  expect(missingControls(workload, controls).map(({ id }) => id)).toEqual([
    'high',
    'half',
    'low',
  ]);
});

describe('what an exception may be made for', () => {
  const place = { cluster: 'prod', workload: 'a/Deployment/b', namespace: 'a' };
  const [mtls, pods] = resultsAnswer.results;
  const types = (result: ControlResult) =>
    waiverScopes(result, place).map(({ type }) => type);

  it('is the rule alone where it alone is at fault', () => {
    expect(types({ ...mtls, more: 0 })).toEqual([
      'workload',
      'permission',
      'namespace',
      'cluster',
    ]);
  });

  it('is not a rule while others are at fault as well', () => {
    expect(types(mtls)).not.toContain('permission');
    const [part] = mtls.evidence;
    const two = {
      ...mtls,
      more: 0,
      evidence: [part, { ...part, object: 'x' }],
    };
    expect(types(two)).not.toContain('permission');
  });

  it('is no workload for a control of namespaces', () => {
    expect(types(pods)).toEqual(['namespace', 'cluster']);
  });
});

describe('a request for an exception', () => {
  const scopes = [{ type: 'cluster' as const, cluster: 'prod' }];
  const form = {
    scope: 0,
    reason: 'until the gateway moves',
    owner: 'group:default/a',
    ends: '2026-07-31',
  };

  it('ends with the chosen day', () => {
    expect(toNewWaiver('strict-mtls', scopes, form)?.expiresAt).toBe(
      '2026-07-31T23:59:59.000Z',
    );
  });

  it.each([{ reason: 'short' }, { owner: ' ' }, { ends: '' }, { scope: 3 }])(
    'is none with %j',
    change => {
      expect(toNewWaiver('strict-mtls', scopes, { ...form, ...change })).toBe(
        undefined,
      );
    },
  );
});

it('leaves days empty on which nobody looked', () => {
  const days = trendDays(historyAnswer, 3);
  expect(days.map(({ day, counts }) => [day, counts?.pass])).toEqual([
    ['2026-06-29', undefined],
    ['2026-06-30', 3],
    ['2026-07-01', undefined],
  ]);
});

it('does not call lost what is only unknown now', () => {
  const t = ((key: string) => key) as Translate;
  const [event] = eventsAnswer.items;
  const words = (after: ControlState) =>
    eventWords(t, { ...event, after }, new Map(), eventsAnswer.now).sentence;
  expect(words('fail')).toBe('event.lost');
  expect(words('unknown')).toBe('event.changed');
});

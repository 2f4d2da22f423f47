import { Control } from '@ztn/backstage-plugin-zero-trust-common';
import { aWorkload, controlsAnswer } from '../__testUtils__/answers';
import { readFilters, writeFilters } from './complianceFilters';
import { evidenceSentence } from './evidenceSentence';
import { missingControls } from './missingControls';

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

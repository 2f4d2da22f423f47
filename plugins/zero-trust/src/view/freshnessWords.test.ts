import { freshnessWords } from './freshnessWords';
import { Translate } from './Translate';

describe('freshnessWords', () => {
  const t: Translate = (key, values) =>
    `${key} ${Object.values(values ?? {}).join(' ')}`.trim();
  const problemOf = (state: 'partial' | 'unreachable') =>
    freshnessWords(
      t,
      { cluster: 'east', state, unreadable: ['Pod', 'Service'] },
      '2026-01-01T00:00:00Z',
    ).problem;

  it('names each kind that is missing from a cluster which answers', () => {
    expect(problemOf('partial')).toContain('freshness.unreadable Pod, Service');
  });

  it('gives a cluster that does not answer no list of all its kinds', () => {
    expect(problemOf('unreachable')).toBe('freshness.problem.unreachable east');
  });
});

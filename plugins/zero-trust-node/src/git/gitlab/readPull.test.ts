import { readPull } from './readPull';
import { MergeRequestShape } from './shapes';

const aPull = (over: Partial<MergeRequestShape>): MergeRequestShape => ({
  iid: 1,
  web_url: 'https://gitlab.example/x/-/merge_requests/1',
  title: 'x',
  state: 'opened',
  sha: 'head',
  source_branch: 'zero-trust/ar-1',
  target_branch: 'main',
  updated_at: '2026-11-28T12:00:00.000Z',
  ...over,
});

describe('readPull', () => {
  it.each([
    ['a merge commit', { merge_commit_sha: 'merge' }, 'merge'],
    [
      'a squash that a merge commit brought',
      { merge_commit_sha: 'merge', squash_commit_sha: 'squash' },
      'merge',
    ],
    [
      'P8: a squash on its own',
      { merge_commit_sha: null, squash_commit_sha: 'squash' },
      'squash',
    ],
    [
      'a fast-forward',
      { merge_commit_sha: null, squash_commit_sha: null },
      'head',
    ],
  ])('tells the commit on the base after %s', (_, over, expected) => {
    expect(readPull(aPull({ state: 'merged', ...over })).mergeSha).toBe(
      expected,
    );
  });

  it.each([
    ['mergeable', false, true],
    ['not_approved', false, true],
    ['conflict', true, false],
    ['need_rebase', false, false],
    ['commits_status', false, false],
    ['draft_status', true, false],
    ['preparing', false, undefined],
    ['unchecked', false, undefined],
    ['checking', null, undefined],
    [undefined, undefined, undefined],
  ])(
    'reads the status %s with conflicts %s as mergeable: %s',
    (status, conflicts, expected) => {
      expect(
        readPull(
          aPull({ detailed_merge_status: status, has_conflicts: conflicts }),
        ).mergeable,
      ).toBe(expected);
    },
  );

  it('counts a merge under way as open, and tells no merge of a closed one', () => {
    expect(readPull(aPull({ state: 'locked' })).state).toBe('open');
    const closed = readPull(aPull({ state: 'closed', merge_commit_sha: 'x' }));
    expect(closed.state).toBe('closed');
    expect(closed.mergeSha).toBeUndefined();
  });
});

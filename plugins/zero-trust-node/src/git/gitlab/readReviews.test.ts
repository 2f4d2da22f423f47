import { NoteShape, VersionShape } from './shapes';
import { readReviews, ReviewSources } from './readReviews';

const at = (minute: number) =>
  new Date(Date.UTC(2026, 10, 28, 12, minute)).toISOString();

const user = (username: string) => ({ id: 1, username });

const note = (
  minute: number,
  username: string,
  body: string,
  system = true,
): NoteShape => ({
  id: minute,
  body,
  system,
  created_at: at(minute),
  author: user(username),
});

const versions: VersionShape[] = [
  { head_commit_sha: 'new', created_at: at(20) },
  { head_commit_sha: 'old', created_at: at(0) },
];

const read = (sources: Partial<ReviewSources>) =>
  readReviews({
    approvers: [],
    reviewers: [],
    notes: [],
    versions,
    ...sources,
  }).map(({ login, state, sha }) => [login, state, sha]);

const approved = 'approved this merge request';

describe('readReviews', () => {
  it('tells the version that was the newest when somebody approved', () => {
    expect(
      read({
        approvers: ['amira', 'mila'],
        notes: [note(10, 'amira', approved), note(30, 'mila', approved)],
      }),
    ).toEqual([
      ['amira', 'approved', 'old'],
      ['mila', 'approved', 'new'],
    ]);
  });

  it('takes the older version when both came at the same moment', () => {
    expect(
      read({ approvers: ['amira'], notes: [note(20, 'amira', approved)] }),
    ).toEqual([['amira', 'approved', 'old']]);
  });

  it('believes no note when the host says that nobody approves', () => {
    expect(read({ notes: [note(10, 'amira', approved)] })).toEqual([
      ['amira', 'dismissed', 'old'],
    ]);
  });

  it('lets only the last approval of a person stand', () => {
    expect(
      read({
        approvers: ['amira'],
        notes: [
          note(10, 'amira', approved),
          note(11, 'amira', 'unapproved this merge request'),
          note(30, 'amira', approved),
        ],
      }),
    ).toEqual([
      ['amira', 'dismissed', 'old'],
      ['amira', 'dismissed', 'old'],
      ['amira', 'approved', 'new'],
    ]);
  });

  it('T7 takes no comment for an approval, whatever it says', () => {
    expect(
      read({
        approvers: ['mila'],
        notes: [note(10, 'mila', approved, false), note(11, 'mila', 'LGTM')],
      }),
    ).toEqual([]);
  });

  it('counts an approval without a note for no commit', () => {
    expect(read({ approvers: ['amira'] })).toEqual([]);
  });

  it('tells who asks for changes, with a note or without', () => {
    const reviewers = [
      { user: user('amira'), state: 'requested_changes', created_at: at(1) },
      { user: user('mila'), state: 'unreviewed', created_at: at(1) },
    ];
    expect(read({ reviewers })).toEqual([
      ['amira', 'changes_requested', undefined],
    ]);
    expect(
      read({ reviewers, notes: [note(10, 'amira', 'requested changes')] }),
    ).toEqual([['amira', 'changes_requested', 'old']]);
  });
});

import { PullReview } from '../../GitHost';
import { MemoryGitHost } from '../../memory/MemoryGitHost';
import { MemoryChanges } from '../../memory/MemoryRepository';

export interface TwinNote {
  readonly id: number;
  readonly login: string;
  readonly system: boolean;
  body: string;
  readonly at: string;
}

const noteBodies: Partial<Record<PullReview['state'], string>> = {
  approved: 'approved this merge request',
  changes_requested: 'requested changes',
};

/** The twin with what GitLab remembers besides: notes, versions, squashes. */
export class GitlabTwin extends MemoryGitHost {
  readonly notes = new Map<number, TwinNote[]>();
  readonly versions = new Map<number, { sha: string; at: string }[]>();
  readonly squashed = new Set<number>();
  private ticks = 0;

  /** Later than anything before: what happened when decides here. */
  tick(): string {
    this.ticks += 1;
    return new Date(Date.UTC(2026, 10, 28) + this.ticks * 1000).toISOString();
  }

  note(number: number, login: string, body: string, system: boolean): void {
    const notes = this.notes.get(number) ?? [];
    const id = number * 1000 + notes.length;
    notes.push({ id, login, system, body, at: this.tick() });
    this.notes.set(number, notes);
  }

  version(number: number, sha: string): void {
    const versions = this.versions.get(number) ?? [];
    versions.unshift({ sha, at: this.tick() });
    this.versions.set(number, versions);
  }

  override moveBranch(name: string, sha: string): void {
    super.moveBranch(name, sha);
    for (const pull of this.pulls)
      if (pull.state === 'open' && pull.head === name)
        this.version(pull.number, sha);
  }

  override push(
    login: string,
    branch: string,
    changes: MemoryChanges,
    author = login,
  ): string {
    const sha = super.push(login, branch, changes, author);
    for (const pull of this.pulls)
      if (pull.state === 'open' && pull.head === branch)
        this.note(pull.number, login, 'added 1 commit\n\n<ul></ul>', true);
    return sha;
  }

  override review(
    login: string,
    number: number,
    state: PullReview['state'],
  ): void {
    super.review(login, number, state);
    this.note(number, login, noteBodies[state] ?? '', true);
  }

  override merge(login: string, number: number, style: 'merge' | 'squash') {
    if (style === 'squash') this.squashed.add(number);
    return super.merge(login, number, style);
  }
}

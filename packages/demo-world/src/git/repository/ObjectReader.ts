import { BatchGit, GitObject } from './BatchGit';
import { CommitFacts, parseCommit } from './parseCommit';
import { parseTree, TreeLine } from './parseTree';

const objectId = /^[0-9a-f]{40}$/;

/** Commits that are kept; they never change, and history is walked often. */
const mostCommits = 5_000;

/** Objects of a repository, read through git. */
export class ObjectReader {
  private readonly contents: BatchGit;
  private readonly facts: BatchGit;
  private readonly commits = new Map<
    string,
    Promise<CommitFacts | undefined>
  >();

  constructor(directory: string) {
    this.contents = new BatchGit(directory, 'contents');
    this.facts = new BatchGit(directory, 'facts');
  }

  /** Bytes of a blob; undefined when there is none of this id. */
  async blob(sha: string): Promise<Buffer | undefined> {
    return (await this.typed(sha, 'blob'))?.bytes;
  }

  /** Bytes of a blob, counted. */
  async sizeOf(sha: string): Promise<number | undefined> {
    return (await this.facts.ask(sha))?.size;
  }

  /** The commit that a name stands for. */
  async resolve(revision: string): Promise<string | undefined> {
    return (await this.facts.ask(`${revision}^{commit}`))?.sha;
  }

  /** Lines of a commit's or a tree's folder. */
  async tree(sha: string): Promise<readonly TreeLine[] | undefined> {
    if (!objectId.test(sha)) return undefined;
    const found = await this.contents.ask(`${sha}^{tree}`);
    return found && parseTree(found.bytes);
  }

  commit(sha: string): Promise<CommitFacts | undefined> {
    const known = this.commits.get(sha);
    if (known) return known;
    const reading = this.typed(sha, 'commit').then(
      found => found && parseCommit(found.bytes.toString('utf8')),
    );
    this.commits.set(sha, reading);
    const forget = () => this.commits.delete(sha);
    reading.then(found => found ?? forget(), forget);
    const [oldest] = this.commits.keys();
    if (this.commits.size > mostCommits) this.commits.delete(oldest);
    return reading;
  }

  /** Ends what runs for it. */
  close(): void {
    this.contents.close();
    this.facts.close();
  }

  private async typed(
    sha: string,
    type: string,
  ): Promise<GitObject | undefined> {
    if (!objectId.test(sha)) return undefined;
    const found = await this.contents.ask(sha);
    return found?.type === type ? found : undefined;
  }
}

import { ScmIntegrations } from '@backstage/integration';
import {
  GitHost,
  GitHostError,
  GitHostFactory,
} from '@ztn/backstage-plugin-zero-trust-node';
import {
  CodeownersRule,
  readCodeowners,
  RepositoryTree,
} from '@ztn/zero-trust-planner';
import { RepositorySource } from '../config/AccessSettings';
import { LoginSource } from '../review/ReviewerDirectory';

/** A source with its git host. */
export interface SourceHost {
  readonly source: RepositorySource;
  readonly host: GitHost;
  readonly logins: LoginSource;
  /**
   * CODEOWNERS of the repository at a commit, which is outside of the roots;
   * `undefined` where it has none. The last answer is kept.
   */
  readonly codeownersAt: (
    sha: string,
  ) => Promise<readonly CodeownersRule[] | undefined>;
}

const mostFiles = 2_000;
const mostBytes = 1024 * 1024;
const mostTogether = 20 * mostBytes;

/** The git hosts of the policy sources; each adapter is made once. */
export class SourceHosts {
  private readonly hosts = new Map<string, SourceHost>();

  constructor(
    private readonly sources: readonly RepositorySource[],
    private readonly factories: readonly GitHostFactory[],
    private readonly integrations: ScmIntegrations,
  ) {}

  /** In the operator's order. */
  ofCluster(cluster: string): readonly SourceHost[] {
    return this.sources
      .filter(({ clusters }) => clusters.includes(cluster))
      .map(({ id }) => this.get(id));
  }

  get(sourceId: string): SourceHost {
    const known = this.hosts.get(sourceId);
    if (known) return known;
    const source = this.sources.find(({ id }) => id === sourceId);
    if (!source) {
      throw new GitHostError(
        'SOURCE_NOT_WRITABLE',
        `policy source '${sourceId}' is no longer configured`,
      );
    }
    const made = this.make(source);
    this.hosts.set(sourceId, made);
    return made;
  }

  private make(source: RepositorySource): SourceHost {
    const repository = {
      sourceId: source.id,
      url: source.repo,
      branch: source.branch,
    };
    for (const factory of this.factories) {
      const host = factory.create(repository, this.integrations);
      if (host) {
        const logins = {
          kind: host.kind,
          host: new URL(source.repo).hostname.toLowerCase(),
        };
        return { source, host, logins, codeownersAt: codeownersOf(host) };
      }
    }
    throw new GitHostError(
      'SOURCE_NOT_WRITABLE',
      `no adapter knows the git host of policy source '${source.id}'`,
    );
  }
}

/** A source's files at the head of its branch, or at a commit. */
export async function treeOf(
  { source, host }: SourceHost,
  at?: string,
): Promise<{ readonly sha: string; readonly tree: RepositoryTree }> {
  const sha = at ?? (await host.resolveBranch(source.branch))?.sha;
  if (sha === undefined) {
    throw new GitHostError(
      'SOURCE_NOT_WRITABLE',
      `policy source '${source.id}' has no such branch`,
    );
  }
  const lists = await Promise.all(
    source.roots.map(root => host.readTree(sha, root === '.' ? '' : root)),
  );
  const files = [
    ...new Map(lists.flat().map(file => [file.path, file])).values(),
  ];
  if (files.length > mostFiles) {
    throw new GitHostError(
      'SOURCE_NOT_WRITABLE',
      `policy source '${source.id}' has more than ${mostFiles} files below its roots`,
    );
  }
  const sizes = new Map(files.map(({ path, size }) => [path, size ?? 0]));
  let together = 0;
  const tree: RepositoryTree = {
    files,
    read: async path => {
      const size = sizes.get(path);
      if (size === undefined || size > mostBytes) return undefined;
      const content = await host.readFile(sha, path);
      if (!content || content.bytes.length > mostBytes) return undefined;
      together += content.bytes.length;
      if (together > mostTogether) {
        throw new GitHostError(
          'SOURCE_NOT_WRITABLE',
          `policy source '${source.id}' has too much to read`,
        );
      }
      return content.bytes;
    },
  };
  return { sha, tree };
}

/** Reads CODEOWNERS once for each commit: previews come in rows. */
function codeownersOf(host: GitHost): SourceHost['codeownersAt'] {
  let known: { sha: string; rules: ReturnType<SourceHost['codeownersAt']> };
  return async sha => {
    if (known?.sha !== sha) {
      const rules = readCodeowners(async path => {
        const content = await host.readFile(sha, path);
        return content && content.bytes.length <= mostBytes
          ? content
          : undefined;
      }, host.kind);
      known = { sha, rules };
      // A host that was down is asked again.
      rules.catch(() => {
        known = { ...known, sha: '' };
      });
    }
    return known.rules;
  };
}

import { LoggerService } from '@backstage/backend-plugin-api';
import { KindState } from '@ztn/backstage-plugin-zero-trust-common';
import { KindInfo, RawObject } from '@ztn/zero-trust-engine';
import { RetrySignal } from './Backoff';
import { ClusterFailure } from './ClusterFailure';
import { ClusterHttp } from './ClusterHttp';
import { isUnread, KindReading, NameReading } from './ClusterReading';
import { configMapNames } from './configMapNames';
import { KindServing } from './discoverKinds';
import { followSelection } from './followSelection';
import { Selection } from './Selection';
import { SelectionObjects, SelectionStatus } from './SelectionObjects';
import { Timing } from '../timing';

interface Follower {
  readonly selection: Selection;
  readonly objects: SelectionObjects;
  readonly stop: () => void;
}

export interface KindFollowersOptions extends Timing {
  readonly cluster: string;
  readonly http: ClusterHttp;
  readonly kinds: readonly KindInfo[];
  readonly logger: LoggerService;
  readonly signal: AbortSignal;
  readonly onChange: () => void;
  readonly onContact: () => void;
  /** A request failed as if the whole cluster were gone. */
  readonly onLost: () => void;
  /** Definitions of kinds changed: others may be served now. */
  readonly onDefinitions: () => void;
}

/** The followers of one cluster: which selections are followed, and how they stand. */
export class KindFollowers {
  /** Kind's key → name (empty for all) → follower. */
  private readonly followers = new Map<string, Map<string, Follower>>();
  /** Kinds without a follower. */
  private readonly unfollowed = new Map<string, SelectionStatus>();
  private serving: ReadonlyMap<string, KindServing> = new Map();
  private readonly retry = new RetrySignal();

  constructor(private readonly options: KindFollowersOptions) {}

  /** Starts and stops followers as the API server serves kinds. */
  serve(serving: ReadonlyMap<string, KindServing>): void {
    this.serving = serving;
    for (const kind of this.options.kinds) this.serveKind(kind);
  }

  /** The API server could not be asked what it serves. */
  undiscovered(failure: ClusterFailure): void {
    for (const kind of this.options.kinds) {
      if (!this.followers.has(kind.key)) this.leave(kind, statusOf(failure));
    }
  }

  /** The cluster answers again: whoever waits after a failure need not. */
  retryNow(): void {
    this.retry.retryNow();
  }

  readings(): readonly KindReading[] {
    return this.options.kinds.map(kind => {
      const members = [...(this.followers.get(kind.key)?.values() ?? [])];
      const statuses = members.map(member => member.objects.status);
      const status = worst(statuses) ??
        this.unfollowed.get(kind.key) ?? { state: 'pending' };
      const objects = members.reduce((sum, m) => sum + m.objects.size, 0);
      return { ...status, kind, objects, ...namesIn(members) };
    });
  }

  objects(): readonly RawObject[] {
    return [...this.followers.values()].flatMap(members =>
      [...members.values()].flatMap(member => [...member.objects.values()]),
    );
  }

  private serveKind(kind: KindInfo): void {
    const serving = this.serving.get(kind.key);
    if (serving?.state === 'served') {
      const names = this.namesOf(kind);
      for (const name of names) {
        this.follow({ kind, version: serving.version, name });
      }
      this.unfollowOthers(kind, names);
    } else if (serving?.state === 'not-installed') {
      this.unfollow(kind);
      this.leave(kind, { state: 'not-installed' });
    } else if (serving && !this.followers.has(kind.key)) {
      this.leave(kind, statusOf(serving.failure));
    }
  }

  private namesOf(kind: KindInfo): readonly (string | undefined)[] {
    if (kind.key !== 'ConfigMap') return [undefined];
    const members = [...(this.followers.get('Deployment')?.values() ?? [])];
    return configMapNames(members.flatMap(m => [...m.objects.values()]));
  }

  private follow(selection: Selection): void {
    const { kind, version, name = '' } = selection;
    const members = this.followers.get(kind.key) ?? new Map<string, Follower>();
    const known = members.get(name);
    if (known?.selection.version === version) return;
    known?.stop();
    members.set(name, this.start(selection));
    this.followers.set(kind.key, members);
    this.unfollowed.delete(kind.key);
  }

  private start(selection: Selection): Follower {
    const { onChange, onContact, onLost, onDefinitions } = this.options;
    const { clock, signal, logger, cluster } = this.options;
    const { kind, name = '' } = selection;
    const stopping = new AbortController();
    let logged: string | undefined;
    const objects = new SelectionObjects(selection, clock, {
      contact: onContact,
      lost: onLost,
      changed: () => {
        const { state, missing, reason } = objects.status;
        const line = missing ?? (reason && `${state}: ${reason}`);
        if (line && line !== logged) {
          logger.warn(
            `cluster '${cluster}': ${kind.plural} ${state} (${line})`,
          );
        }
        logged = line;
        // A revision of the mesh may have come, and with it a config map.
        if (kind.key === 'Deployment') this.serveConfigMaps();
        if (kind.key === 'CustomResourceDefinition') onDefinitions();
        onChange();
      },
    });
    followSelection({
      ...this.options,
      selection,
      sink: objects,
      retry: this.retry,
      signal: AbortSignal.any([signal, stopping.signal]),
    })
      .catch(error =>
        logger.error(`reading of ${kind.plural} stopped`, error as Error),
      )
      .finally(() => this.ended(kind, name, objects));
    return { selection, objects, stop: () => stopping.abort() };
  }

  /** A follower ends by itself when its kind is gone; discovery may bring it back. */
  private ended(kind: KindInfo, name: string, objects: SelectionObjects): void {
    const members = this.followers.get(kind.key);
    if (members?.get(name)?.objects !== objects) return;
    members.delete(name);
    if (members.size > 0) return;
    this.followers.delete(kind.key);
    this.leave(kind, objects.status);
  }

  private serveConfigMaps(): void {
    const kind = this.options.kinds.find(({ key }) => key === 'ConfigMap');
    if (kind) this.serveKind(kind);
  }

  private unfollow(kind: KindInfo): void {
    const members = this.followers.get(kind.key);
    if (!members) return;
    this.followers.delete(kind.key);
    for (const member of members.values()) member.stop();
    this.options.onChange();
  }

  /** A name that nothing asks for any more must be no gap either. */
  private unfollowOthers(
    kind: KindInfo,
    names: readonly (string | undefined)[],
  ): void {
    const members = this.followers.get(kind.key) ?? new Map<string, Follower>();
    for (const [name, member] of members) {
      if (names.some(wanted => (wanted ?? '') === name)) continue;
      members.delete(name);
      member.stop();
      this.options.onChange();
    }
  }

  private leave(kind: KindInfo, status: SelectionStatus): void {
    const before = this.unfollowed.get(kind.key);
    this.unfollowed.set(kind.key, status);
    if (before?.state !== status.state) this.options.onChange();
  }
}

const worstFirst: readonly KindState['state'][] = [
  'forbidden',
  'unreachable',
  'failed',
  'pending',
  'stale',
  'watching',
  'not-installed',
];

function worst(
  statuses: readonly SelectionStatus[],
): SelectionStatus | undefined {
  return [...statuses].sort(
    (a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state),
  )[0];
}

/** Rights and states by name, for a kind that is read by names. */
function namesIn(
  members: readonly Follower[],
): Pick<KindReading, 'unreadNames' | 'missing'> {
  const unread = members.flatMap(
    ({ selection, objects: { status } }): readonly NameReading[] =>
      selection.name !== undefined && isUnread(status.state)
        ? [{ ...status, name: selection.name }]
        : [],
  );
  if (unread.length === 0) return {};
  const missing = unread.flatMap(name => name.missing ?? []);
  return {
    unreadNames: unread,
    ...(missing.length > 0 ? { missing: missing.join(', ') } : {}),
  };
}

function statusOf(failure: ClusterFailure): SelectionStatus {
  const { reason, message: detail } = failure;
  if (reason === 'forbidden') {
    return { state: 'forbidden', reason, detail, missing: 'get /apis' };
  }
  return {
    state: failure.ofConnection ? 'unreachable' : 'failed',
    reason,
    detail,
  };
}

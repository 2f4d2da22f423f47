import { KindState } from '@ztn/backstage-plugin-zero-trust-common';
import { Gap, KindInfo, RawObject } from '@ztn/zero-trust-engine';
import { FailureReason } from './ClusterFailure';

/** How one kind of a cluster stands, over all of its selections. */
export interface KindReading {
  readonly kind: KindInfo;
  readonly state: KindState['state'];
  readonly reason?: FailureReason;
  readonly detail?: string;
  readonly missing?: string;
  readonly staleSince?: Date;
  readonly objects: number;
  /**
   * Of a kind that is read name by name: the names that cannot be read now. The
   * objects of the others are there.
   */
  readonly unreadNames?: readonly NameReading[];
}

/** How one name of a kind stands that is read name by name. */
export interface NameReading {
  readonly name: string;
  readonly state: KindState['state'];
  readonly missing?: string;
  readonly detail?: string;
}

/** What is known of a cluster at a moment. */
export interface ClusterReading {
  readonly cluster: string;
  readonly kinds: readonly KindReading[];
  /** When the cluster last answered; absent when it never did. */
  readonly lastContact?: Date;
  /** The cluster as a whole does not answer. */
  readonly failure?: {
    readonly reason: FailureReason;
    readonly detail: string;
    readonly since: Date;
  };
}

/** A cluster that is read; made by `startClusterReader`. */
export interface ClusterReader {
  readonly cluster: string;
  reading(): ClusterReading;
  objects(): readonly RawObject[];
  stop(): void;
}

const gapReasons: Readonly<
  Record<KindState['state'], Gap['reason'] | undefined>
> = {
  watching: undefined,
  stale: undefined,
  'not-installed': undefined,
  pending: 'pending',
  forbidden: 'forbidden',
  unreachable: 'unreachable',
  failed: 'unreachable',
};

/** Kinds on which answers depend: all but those that only give hints. */
export function answeringKinds(
  reading: Pick<ClusterReading, 'kinds'>,
): readonly KindReading[] {
  return reading.kinds.filter(({ kind }) => kind.readBy.length > 0);
}

/**
 * Kinds, and names of kinds read by name, that may hide objects, as the engine's
 * gaps. A stale one is none.
 */
export function gapsOf(reading: ClusterReading): readonly Gap[] {
  return answeringKinds(reading).flatMap(({ kind, unreadNames, ...whole }) =>
    unreadNames
      ? unreadNames.flatMap(named => gapOf(kind, named, named.name))
      : gapOf(kind, whole),
  );
}

function gapOf(
  { kind, group }: KindInfo,
  { state, missing, detail }: Omit<NameReading, 'name'>,
  name?: string,
): readonly Gap[] {
  const reason = gapReasons[state];
  if (!reason) return [];
  const told = missing ?? detail;
  return [
    {
      kind,
      group,
      reason,
      ...(name === undefined ? {} : { object: { kind, name } }),
      ...(told ? { detail: told } : {}),
    },
  ];
}

/** States in which objects may exist that are not seen. */
export function isUnread(state: KindState['state']): boolean {
  return gapReasons[state] !== undefined;
}

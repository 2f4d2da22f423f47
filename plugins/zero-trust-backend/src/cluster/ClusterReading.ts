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

/** Kinds that may hide objects, as the engine's gaps. A stale kind is none. */
export function gapsOf(reading: ClusterReading): readonly Gap[] {
  return reading.kinds.flatMap(({ kind, state, missing, detail }) => {
    const reason = gapReasons[state];
    if (!reason) return [];
    return [
      {
        kind: kind.kind,
        group: kind.group,
        reason,
        ...(missing ?? detail ? { detail: missing ?? detail } : {}),
      },
    ];
  });
}

import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Engine,
  Gap,
  RawObject,
  Snapshot,
  SnapshotBuilder,
} from '@ztn/zero-trust-engine';
import { parse as parseYaml } from 'yaml';
import {
  answeringKinds,
  ClusterReader,
  gapsOf,
} from '../cluster/ClusterReading';
import { ClusterSettings } from '../config/ZeroTrustSettings';
import { LabelIndex } from '../mapping/LabelIndex';
import { ClusterSnapshot, ClusterState } from './ClusterSnapshot';
import { Timing } from '../timing';

export interface ClusterSnapshotsOptions extends Timing {
  readonly settings: ClusterSettings;
  readonly compile: (snapshot: Snapshot, previous?: Engine) => Engine;
  readonly logger: LoggerService;
  /** Starts the reader; what it reports comes back through `onChange`. */
  readonly startReader: (onChange: () => void) => ClusterReader;
  /** Called after a swap. */
  readonly onSwap: (snapshot: ClusterSnapshot) => void;
}

/** Changes that come together are compiled together. */
const COALESCE_MS = 250;
/** After that long a first snapshot is made of what is there; the rest are gaps. */
const FIRST_MS = 10_000;

/** States in which the cluster has answered for a kind. */
const readable: ReadonlySet<string> = new Set([
  'watching',
  'stale',
  'forbidden',
  'not-installed',
]);

/**
 * Keeps one cluster's snapshot: starts its reader, and after changes builds,
 * compiles and swaps whole. Kinds that are not read yet are waited for, but not
 * for ever. A compile that takes long makes the next one wait as long, so that
 * a busy cluster cannot starve the process.
 */
export function startClusterSnapshots(options: ClusterSnapshotsOptions): {
  readonly state: () => ClusterState;
  readonly stop: () => void;
} {
  const { settings, pause, clock, elapsedMs, logger, onSwap } = options;
  const { name: cluster, title, facts } = settings;
  const stopping = new AbortController();
  const builder = new SnapshotBuilder();
  let current: ClusterSnapshot | undefined;
  let previous: { objects: readonly RawObject[]; gaps: string } | undefined;
  let scheduled = false;
  let patient = true;
  let brokenSince: Date | undefined;
  let wait = COALESCE_MS;

  const reader = options.startReader(() => schedule());
  const compiled = (objects: readonly RawObject[], gaps: readonly Gap[]) => {
    const startedAt = elapsedMs();
    const input = { cluster, gaps, facts, parseYaml };
    let last = current?.engine;
    const rebuild: ClusterSnapshot['rebuild'] = (others, groupedAlsoBy) =>
      options.compile(
        builder.build({ ...input, objects: others, groupedAlsoBy }),
        last,
      );
    const engine = rebuild(objects, []);
    last = engine;
    const { snapshot } = engine;
    const labels = new LabelIndex(snapshot, objects);
    wait = Math.max(COALESCE_MS, elapsedMs() - startedAt);
    return { engine, labels, objects, rebuild };
  };
  const rebuild = () => {
    const reading = reader.reading();
    const gaps = gapsOf(reading);
    const kinds = answeringKinds(reading);
    const waiting = kinds.some(({ state }) => state === 'pending');
    const read = kinds.some(({ state }) => readable.has(state));
    if (!current && (!read || (waiting && patient))) return;
    const objects = reader.objects();
    const input = { objects, gaps: JSON.stringify(gaps) };
    const same = current && previous && sameInput(previous, input);
    // The same objects, of which the freshness changed: nothing to compile.
    const parts = same && current ? current : compiled(objects, gaps);
    previous = input;
    const generation = (current?.generation ?? 0) + 1;
    current = { ...parts, cluster, generation };
    onSwap(current);
  };
  function schedule() {
    if (scheduled) return;
    scheduled = true;
    void pause(wait, stopping.signal).then(() => {
      scheduled = false;
      if (stopping.signal.aborted) return;
      try {
        rebuild();
        brokenSince = undefined;
      } catch (error) {
        // The last snapshot stays, as a stale one; the next change tries again.
        brokenSince ??= clock();
        logger.error(`compiling cluster '${cluster}' failed`, error as Error);
      }
    });
  }

  void pause(FIRST_MS, stopping.signal).then(() => {
    patient = false;
    schedule();
  });
  return {
    state: () => ({
      cluster,
      title,
      reading: reader.reading(),
      snapshot: current,
      brokenSince,
    }),
    stop: () => {
      stopping.abort();
      reader.stop();
    },
  };
}

function sameInput(
  a: { objects: readonly RawObject[]; gaps: string },
  b: { objects: readonly RawObject[]; gaps: string },
): boolean {
  return (
    a.gaps === b.gaps &&
    a.objects.length === b.objects.length &&
    a.objects.every((object, index) => object === b.objects[index])
  );
}

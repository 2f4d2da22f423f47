import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import {
  rolloutQuerySchema,
  RolloutResponse,
  RolloutWhatIfRequest,
  RolloutWhatIfResponse,
  strictQuerySchema,
  StrictResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import {
  Engine,
  rolloutObjects,
  StrictReadiness,
  strictReadinessOf,
} from '@ztn/zero-trust-engine';
import { stringify } from 'yaml';
import { ComplianceSettings } from '../compliance/ComplianceSettings';
import { narrow } from '../compliance/Fleet';
import { FleetReader } from '../compliance/FleetReader';
import { clusterUnavailable, notFound } from '../posture/errors';
import { ClusterSnapshot } from '../posture/ClusterSnapshot';
import { pageOf } from '../posture/pageOf';
import { SnapshotStore } from '../posture/SnapshotStore';
import { changedObjects } from '../posture/whatIf/changedObjects';
import { enginesOf } from '../posture/whatIf/compareEngines';
import { compareStep } from './compareStep';
import { least, leastMeshFirst } from './stages';
import { toNamespaces } from './toNamespaces';

export type ParsedRolloutQuery = z.output<typeof rolloutQuerySchema>;
export type ParsedStrictQuery = z.output<typeof strictQuerySchema>;

/** More callers than these are no list of names any more. */
const BLOCKERS = 50;

/** The road to STRICT and to default deny, from the newest snapshots. */
export class RolloutService {
  private readonly readers = new WeakMap<
    Engine,
    (key: string) => StrictReadiness
  >();

  constructor(
    private readonly parts: {
      readonly fleet: FleetReader;
      readonly store: SnapshotStore;
      readonly settings: ComplianceSettings;
      readonly clock: () => Date;
    },
  ) {}

  async namespaces(query: ParsedRolloutQuery): Promise<RolloutResponse> {
    const { fleet, settings } = this.parts;
    const lines = toNamespaces(narrow(await fleet.read(), query), settings);
    const { items, nextCursor } = pageOf(lines, query);
    return {
      ...this.age(),
      items: [...items],
      totalItems: lines.length,
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  }

  /** One workload at a time, with a turn of the event loop after each. */
  async strict({
    cluster,
    namespace,
  }: ParsedStrictQuery): Promise<StrictResponse> {
    const { engine } = this.snapshotOf(cluster, namespace);
    const readiness = this.readerOf(engine);
    const workloads: StrictResponse['workloads'] = [];
    for (const { key } of engine.snapshot.workloads.filter(
      workload => workload.namespace === namespace,
    )) {
      const { blockers, ...rest } = readiness(key);
      workloads.push({
        ...rest,
        openPorts: [...rest.openPorts],
        excludedPorts: [...rest.excludedPorts],
        blockers: blockers.slice(0, BLOCKERS).map(blocker => ({
          ...blocker,
          because: blocker.because.map(evidence => ({
            ...evidence,
            considered: evidence.considered && [...evidence.considered],
          })),
        })),
        totalBlockers: blockers.length,
      });
      await turn();
    }
    workloads.sort(
      (a, b) =>
        leastMeshFirst.indexOf(a.stage) - leastMeshFirst.indexOf(b.stage) ||
        b.totalBlockers - a.totalBlockers ||
        a.key.localeCompare(b.key),
    );
    return {
      ...this.age(),
      cluster,
      namespace,
      stage: least(
        leastMeshFirst,
        workloads.map(({ stage }) => stage),
      ),
      workloads,
    };
  }

  async whatIf({
    cluster,
    namespace,
    step,
  }: RolloutWhatIfRequest): Promise<RolloutWhatIfResponse> {
    const snapshot = this.snapshotOf(cluster, namespace);
    const now = this.parts.clock();
    const add = rolloutObjects(snapshot.engine.snapshot, namespace, step);
    const changed = changedObjects(snapshot.objects, { add, remove: [] }, now);
    const { before, after } = enginesOf(snapshot, changed);
    const readiness = this.readerOf(after);
    return {
      now: now.toISOString(),
      cluster,
      namespace,
      step,
      yaml: add.map(object => stringify(object)).join('---\n'),
      ...(await compareStep(before, after, namespace)),
      stillOpen:
        step === 'strict'
          ? after.snapshot.workloads
              .filter(
                workload =>
                  workload.namespace === namespace &&
                  readiness(workload.key).openPorts.length > 0,
              )
              .map(({ key }) => key)
          : [],
    };
  }

  private age(): Pick<RolloutResponse, 'now' | 'clusters' | 'partial'> {
    const { now, clusters, partial } = this.parts.fleet.age(0);
    return {
      now,
      clusters: clusters.map(({ assessedAt: _, ...freshness }) => freshness),
      partial,
    };
  }

  private snapshotOf(cluster: string, namespace: string): ClusterSnapshot {
    const { store } = this.parts;
    if (!store.clusters.includes(cluster)) {
      throw notFound(`no cluster '${cluster}'`);
    }
    const { snapshot } = store.get(cluster);
    if (!snapshot) throw clusterUnavailable(cluster);
    if (!snapshot.engine.snapshot.namespaces.has(namespace)) {
      throw notFound(`no namespace '${namespace}' in cluster '${cluster}'`);
    }
    return snapshot;
  }

  private readerOf(engine: Engine): (key: string) => StrictReadiness {
    const reader = this.readers.get(engine) ?? strictReadinessOf(engine);
    this.readers.set(engine, reader);
    return reader;
  }
}

import {
  ComplianceFilter,
  ComplianceResponse,
  ComplianceResultsResponse,
  ComplianceWorkloadsResponse,
  ControlEventsResponse,
  ControlsResponse,
  HistoryResponse,
  ScoreboardResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { controls, frameworkTitles } from '@ztn/zero-trust-engine';
import {
  HistoryService,
  ParsedEventsQuery,
  ParsedHistoryQuery,
} from '../history/HistoryService';
import { invalidInput, notFound } from '../posture/errors';
import { pageOf } from '../posture/pageOf';
import { StoredWaiver } from '../waivers/Waiver';
import {
  ComplianceService,
  ExportQuery,
  ParsedScoreboardQuery,
  ResultsQuery,
} from './ComplianceService';
import { ComplianceSettings } from './ComplianceSettings';
import { Fleet, narrow } from './Fleet';
import { FleetReader } from './FleetReader';
import { toReport } from './report/toReport';
import { toCsv } from './toExport';
import { toOverview } from './toOverview';
import { toResults } from './toResults';
import { toScoreboard } from './toScoreboard';
import { toWorkloadRows, WorkloadsQuery } from './toWorkloadRows';

/** Answers from the newest assessments; asks no cluster. */
export class FleetComplianceService implements ComplianceService {
  constructor(
    private readonly fleet: FleetReader,
    private readonly settings: ComplianceSettings,
    private readonly past: HistoryService,
    private readonly waivers: () => Promise<readonly StoredWaiver[]>,
  ) {}

  async controls(): Promise<ControlsResponse> {
    const tuned = new Map(this.settings.controls.map(c => [c.id, c.severity]));
    return {
      controls: controls.map(control => ({
        id: control.id,
        title: control.title,
        why: control.why,
        how: control.how,
        layer: control.layer,
        scope: control.scope,
        severity: tuned.get(control.id) ?? control.severity,
        enabled: tuned.has(control.id),
        mapping: [...control.mapping],
        reasons: { ...control.reasons },
      })),
      frameworks: Object.entries(frameworkTitles).map(([id, title]) => ({
        id,
        title,
      })),
    };
  }

  async overview(filter: ComplianceFilter): Promise<ComplianceResponse> {
    const fleet = narrow(await this.fleet.read(), filter);
    return { ...this.age(fleet), ...toOverview(fleet, this.settings) };
  }

  async scoreboard(query: ParsedScoreboardQuery): Promise<ScoreboardResponse> {
    const fleet = narrow(await this.fleet.read(), query);
    const q = query.q?.trim().toLowerCase() ?? '';
    const lines = toScoreboard(fleet, query.by).filter(({ id }) =>
      id.toLowerCase().includes(q),
    );
    const { items, nextCursor } = pageOf(lines, query);
    return {
      ...this.age(fleet),
      by: query.by,
      items: [...items],
      totalItems: lines.length,
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  }

  async workloads(query: WorkloadsQuery): Promise<ComplianceWorkloadsResponse> {
    this.requireControl(query.control);
    const fleet = narrow(await this.fleet.read(), query);
    const rows = toWorkloadRows(fleet.workloads, query);
    const { items, nextCursor } = pageOf(rows, query);
    return {
      ...this.age(fleet),
      items: [...items],
      totalItems: rows.length,
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  }

  async results(query: ResultsQuery): Promise<ComplianceResultsResponse> {
    const fleet = await this.fleet.read();
    const { cluster, workload: key } = query;
    const workload = fleet.workloads.find(
      w => w.cluster === cluster && w.key === key,
    );
    if (key !== undefined && !workload) {
      throw notFound(`no workload '${key}' in cluster '${cluster}'`);
    }
    const namespace = workload?.namespace ?? query.namespace;
    const home = fleet.namespaces.find(
      place => place.cluster === cluster && place.namespace === namespace,
    );
    if (key === undefined && namespace !== undefined && !home) {
      throw notFound(`no namespace '${namespace}' in cluster '${cluster}'`);
    }
    const of = fleet.clusters.find(place => place.cluster === cluster);
    if (!of) throw notFound(`no cluster '${cluster}' that was assessed`);
    return {
      ...this.age(fleet),
      cluster,
      ...(key === undefined ? {} : { workload: key }),
      ...(namespace === undefined ? {} : { namespace }),
      results: toResults([
        ...(workload?.results ?? []),
        ...(home?.results ?? []),
        ...of.results,
      ]),
    };
  }

  async history(query: ParsedHistoryQuery): Promise<HistoryResponse> {
    return this.past.days(query);
  }

  async events(query: ParsedEventsQuery): Promise<ControlEventsResponse> {
    return this.past.events(query);
  }

  async exportCsv(query: ExportQuery): Promise<string> {
    const { items, ...age } = await this.exportJson(query);
    return toCsv(items, age, this.settings);
  }

  async exportJson(query: ExportQuery): Promise<ComplianceWorkloadsResponse> {
    this.requireControl(query.control);
    const fleet = narrow(await this.fleet.read(), query);
    const items = [...toWorkloadRows(fleet.workloads, query)];
    return { ...this.age(fleet), items, totalItems: items.length };
  }

  async report(filter: ComplianceFilter): Promise<string> {
    const [all, waivers] = await Promise.all([
      this.fleet.read(),
      this.waivers(),
    ]);
    const fleet = narrow(all, filter);
    const used = new Set(
      [...fleet.workloads, ...fleet.namespaces, ...fleet.clusters].flatMap(
        ({ results }) => results.flatMap(({ waiver }) => waiver ?? []),
      ),
    );
    return toReport({
      filter,
      overview: {
        ...this.age(fleet),
        ...toOverview(fleet, this.settings, Infinity),
      },
      catalogue: await this.controls(),
      workloads: toWorkloadRows(fleet.workloads, { sort: 'worst' }),
      waivers: waivers.filter(({ id }) => used.has(id)),
    });
  }

  private age(fleet: Fleet) {
    return this.fleet.age(fleet.excludedWorkloads);
  }

  private requireControl(id: string | undefined): void {
    if (id === undefined) return;
    if (!this.settings.controls.some(control => control.id === id)) {
      throw invalidInput(`no control '${id}' is enabled`);
    }
  }
}

import { randomUUID } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  NewWaiver,
  Waiver,
  WaiversResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { controls } from '@ztn/zero-trust-engine';
import { ComplianceSettings } from '../compliance/ComplianceSettings';
import {
  clusterUnavailable,
  conflict,
  invalidInput,
  notFound,
} from '../posture/errors';
import { pageOf } from '../posture/pageOf';
import { AskOptions } from '../posture/PostureService';
import { SnapshotStore } from '../posture/SnapshotStore';
import { scopesFor, StoredWaiver } from './Waiver';
import { ParsedWaiversQuery, WaiverService } from './WaiverService';
import { WaiverStore } from './WaiverStore';

const dayMs = 24 * 60 * 60 * 1_000;

/** Exceptions in the database, checked against the newest snapshots. */
export class StoredWaiverService implements WaiverService {
  constructor(
    private readonly parts: {
      readonly waivers: WaiverStore;
      readonly store: SnapshotStore;
      readonly settings: ComplianceSettings;
      readonly clock: () => Date;
    },
  ) {}

  async list(query: ParsedWaiversQuery): Promise<WaiversResponse> {
    const { waivers, clock, settings } = this.parts;
    const now = clock();
    const all =
      query.state === 'active'
        ? await waivers.active(now)
        : await waivers.past(now);
    const text = query.q?.trim().toLowerCase() ?? '';
    const found = all.filter(
      waiver =>
        (query.control === undefined || waiver.control === query.control) &&
        (query.cluster === undefined ||
          waiver.scope.cluster === query.cluster) &&
        JSON.stringify([waiver.scope, waiver.reason, waiver.owner])
          .toLowerCase()
          .includes(text),
    );
    const { items, nextCursor } = pageOf(found, query);
    return {
      now: now.toISOString(),
      items: items.map(waiver => withState(waiver, now)),
      totalItems: found.length,
      ...(nextCursor === undefined ? {} : { nextCursor }),
      maxDays: Math.floor(settings.waiverMaxAgeMs / dayMs),
    };
  }

  async create(
    wanted: NewWaiver,
    { credentials }: AskOptions,
  ): Promise<Waiver> {
    const now = this.parts.clock();
    this.checkControl(wanted);
    this.checkScope(wanted);
    const waiver: StoredWaiver = {
      id: randomUUID(),
      control: wanted.control,
      scope: wanted.scope,
      reason: wanted.reason,
      owner: ownerOf(wanted),
      createdBy: callerOf(credentials),
      createdAt: now.toISOString(),
      expiresAt: this.expiryOf(wanted, now).toISOString(),
    };
    if (!(await this.parts.waivers.add(waiver, now))) {
      throw conflict('an exception for this control and scope counts already');
    }
    return withState(waiver, now);
  }

  async end(id: string, { credentials }: AskOptions): Promise<void> {
    const { waivers, clock } = this.parts;
    const now = clock();
    const waiver = await waivers.get(id);
    if (!waiver) throw notFound(`no exception '${id}'`);
    const { state } = withState(waiver, now);
    if (
      state !== 'active' ||
      !(await waivers.end(id, callerOf(credentials), now))
    ) {
      throw conflict('the exception no longer counts');
    }
  }

  private checkControl({ control, scope }: NewWaiver): void {
    const info = controls.find(({ id }) => id === control);
    const enabled = this.parts.settings.controls.some(c => c.id === control);
    if (!info || !enabled) {
      throw invalidInput(`no control '${control}' is enabled`);
    }
    const scopes = scopesFor[info.scope];
    if (!scopes.includes(scope.type)) {
      throw invalidInput(
        `'${control}' is decided per ${
          info.scope
        }: the scope must be one of ${scopes.join(', ')}`,
      );
    }
  }

  /** What does not exist needs no exception; it would only surprise later. */
  private checkScope({ scope }: NewWaiver): void {
    const { store } = this.parts;
    const { cluster } = scope;
    if (!store.clusters.includes(cluster)) {
      throw invalidInput(`no cluster '${cluster}' is configured`);
    }
    if (scope.type === 'cluster') return;
    const { snapshot } = store.get(cluster);
    if (!snapshot) throw clusterUnavailable(cluster);
    const { namespaces, workloads } = snapshot.engine.snapshot;
    if (scope.type === 'namespace') {
      if (namespaces.has(scope.namespace)) return;
      throw invalidInput(
        `no namespace '${scope.namespace}' in cluster '${cluster}'`,
      );
    }
    if (workloads.some(({ key }) => key === scope.workload)) return;
    throw invalidInput(
      `no workload '${scope.workload}' in cluster '${cluster}'`,
    );
  }

  private expiryOf({ expiresAt }: NewWaiver, now: Date): Date {
    const { waiverMaxAgeMs } = this.parts.settings;
    const expiry = new Date(expiresAt);
    if (expiry <= now) throw invalidInput(`'expiresAt' must be in the future`);
    if (expiry.getTime() - now.getTime() > waiverMaxAgeMs) {
      throw invalidInput(
        `'expiresAt' may be at most ${Math.floor(
          waiverMaxAgeMs / dayMs,
        )} days away`,
      );
    }
    return expiry;
  }
}

/** Whether it counts, and if not, whether its time or a person ended it. */
export function withState(waiver: StoredWaiver, now: Date): Waiver {
  if (waiver.endedAt !== undefined) return { ...waiver, state: 'ended' };
  const active = new Date(waiver.expiresAt) > now;
  return { ...waiver, state: active ? 'active' : 'expired' };
}

function ownerOf({ owner }: NewWaiver): string {
  try {
    return stringifyEntityRef(parseEntityRef(owner));
  } catch {
    throw invalidInput(`'owner' must be 'kind:namespace/name'`);
  }
}

function callerOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    readonly userEntityRef?: string;
    readonly subject?: string;
  };
  return userEntityRef ?? `service:${subject ?? 'unknown'}`;
}

import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { ComplianceSettings } from '../compliance/ComplianceSettings';
import { FleetReader } from '../compliance/FleetReader';
import { toOverview } from '../compliance/toOverview';
import { HistoryStore } from '../history/HistoryStore';
import { WaiverStore } from '../waivers/WaiverStore';
import { NoticeStore } from './NoticeStore';
import { sendNotices } from './sendNotices';
import { toNotices } from './toNotices';

const dayMs = 24 * 60 * 60 * 1_000;
/** More changes in a day than these are told by the pages. */
const EVENTS = 2_000;

export interface TellingParts {
  readonly fleet: FleetReader;
  readonly history: HistoryStore;
  readonly waivers: WaiverStore;
  readonly notices: NoticeStore;
  readonly settings: ComplianceSettings;
  readonly notifications: NotificationService;
  readonly logger: LoggerService;
  readonly clock: () => Date;
}

/** Tells owners what they should hear of; one process of the fleet at a time. */
export async function tellOwners(parts: TellingParts): Promise<void> {
  const { history, waivers, settings, notices, clock } = parts;
  if (!settings.notifications) return;
  const fleet = await parts.fleet.read();
  const now = clock();
  const since = new Date(now.getTime() - dayMs).toISOString();
  const found = toNotices({
    fleet,
    events: await history.events({ since }, EVENTS),
    waivers: await waivers.active(now),
    permissive: toOverview(fleet, settings, Infinity).permissive,
    permissiveMaxAgeMs: settings.tuning.permissiveMaxAgeMs,
    now,
  });
  if (found.length > 0) {
    await sendNotices(found, { ...parts, store: notices, now });
  }
}

import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { pullTitle, sentenceOf } from '../git/pullText';
import { requestUrl } from '../requestUrl';
import { RequestEffect, RequestEvent } from '../state/transition';
import { RequestRecord } from '../store/StoredRequest';

/** Events that the auditor hears of, and how grave they are. */
const audited: Partial<
  Record<
    RequestEvent,
    { readonly eventId: string; readonly severityLevel: 'medium' | 'critical' }
  >
> = {
  approved: {
    eventId: 'access-request-approve-observed',
    severityLevel: 'medium',
  },
  merged: { eventId: 'access-request-merge-observed', severityLevel: 'medium' },
  'merged-unapproved': {
    eventId: 'access-request-unapproved-merge',
    severityLevel: 'critical',
  },
  'part-closed-part-merged': {
    eventId: 'access-request-partial',
    severityLevel: 'critical',
  },
  expired: { eventId: 'access-request-expire', severityLevel: 'medium' },
  lost: { eventId: 'access-request-lost', severityLevel: 'medium' },
};

/** Tells people and the auditor what happened; a failure to do so stops nothing. */
export class RequestNews {
  constructor(
    private readonly parts: {
      readonly notifications: NotificationService;
      readonly auditor: AuditorService;
      readonly logger: LoggerService;
    },
  ) {}

  async tell(
    record: RequestRecord,
    event: RequestEvent,
    effects: readonly RequestEffect[],
  ): Promise<void> {
    const known = audited[event];
    if (known) await this.audit(record, known.eventId, known.severityLevel);
    const recipients = recipientsOf(record, effects);
    if (recipients.length > 0) await this.notify(record, event, recipients);
  }

  /** Ids and references only: no justification, no diff. */
  async audit(
    { request, parts }: RequestRecord,
    eventId: string,
    severityLevel: 'medium' | 'critical',
    meta: Record<string, string> = {},
  ): Promise<void> {
    try {
      const event = await this.parts.auditor.createEvent({
        eventId,
        severityLevel,
        meta: {
          id: request.id,
          caller: request.spec.caller.entityRef,
          callee: request.spec.callee.entityRef,
          cluster: request.spec.cluster,
          plan: request.planHash,
          pulls: parts.flatMap(({ pull, sourceId }) =>
            pull ? [`${sourceId}#${pull.number}`] : [],
          ),
          ...meta,
        },
      });
      await event.success();
    } catch (error) {
      this.parts.logger.warn(`not audited: ${stringifyError(error)}`);
    }
  }

  /** The same scope: what is told later replaces what was told before. */
  private async notify(
    { request }: RequestRecord,
    event: RequestEvent,
    recipients: readonly string[],
  ): Promise<void> {
    const grave = event === 'merged-unapproved' || event === 'lost';
    try {
      await this.parts.notifications.send({
        recipients: { type: 'entity', entityRef: [...recipients] },
        payload: {
          title: pullTitleOf(request, event),
          description: sentenceOf(request.spec),
          link: requestUrl('', request.id),
          severity: grave ? 'high' : 'normal',
          topic: 'zero-trust',
          scope: `access-request:${request.id}`,
        },
      });
    } catch (error) {
      // There need be no plugin for it.
      this.parts.logger.debug(`not notified: ${stringifyError(error)}`);
    }
  }
}

const words: Partial<Record<RequestEvent, string>> = {
  'pulls-opened': 'waits for review',
  'changes-requested': 'changes are asked for',
  approved: 'approved',
  unapproved: 'waits for review again',
  merged: 'merged',
  'merged-unapproved': 'merged without approval',
  closed: 'rejected',
  'part-closed-part-merged': 'merged in part',
  edited: 'changed, and waits for review',
  cancelled: 'cancelled',
  superseded: 'replaced by another request',
  expired: 'closed for want of an answer',
  effective: 'in force',
  lost: 'no longer in force',
  failed: 'failed',
};

function pullTitleOf(
  request: RequestRecord['request'],
  event: RequestEvent,
): string {
  const title = pullTitle(request);
  return `${title.replace(/^zero-trust: /, 'Access request: ')} ${
    words[event] ?? ''
  }`.trim();
}

function recipientsOf(
  { request, owners }: RequestRecord,
  effects: readonly RequestEffect[],
): readonly string[] {
  const asking = [request.requester, ...request.watchers, ...owners.caller];
  const found = effects.flatMap(effect => {
    switch (effect) {
      case 'tell-owners':
        return owners.callee;
      case 'tell-requester':
        return asking;
      case 'tell-everybody':
        return [...asking, ...owners.callee];
      default:
        return [];
    }
  });
  return [...new Set(found)];
}

import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { requestUrl } from '@ztn/backstage-plugin-zero-trust-common';
import { RequestEffect, RequestEvent } from '../state/transition';
import { RequestRecord } from '../store/StoredRequest';
import { Message, toMessages } from './toMessages';

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
    for (const message of toMessages(record, event, effects)) {
      await this.notify(record, message);
    }
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
    { to, except, ...payload }: Message,
  ): Promise<void> {
    try {
      await this.parts.notifications.send({
        recipients: {
          type: 'entity',
          entityRef: [...to],
          ...(except === undefined ? {} : { excludeEntityRef: except }),
        },
        payload: {
          ...payload,
          link: requestUrl('', request.id),
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

import { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Notice } from './Notice';
import { NoticeStore } from './NoticeStore';

/** Sentences of one message; the rest is on the entity's page. */
const TOLD = 5;

/**
 * Sends at most one message about an entity a day, with everything that is new.
 * What does not fit into today's waits for tomorrow's. A failure to send is not
 * counted as told, and stops nothing else.
 */
export async function sendNotices(
  notices: readonly Notice[],
  parts: {
    readonly store: NoticeStore;
    readonly notifications: NotificationService;
    readonly logger: LoggerService;
    readonly now: Date;
  },
): Promise<void> {
  const { store, notifications, logger, now } = parts;
  const day = now.toISOString().slice(0, 10);
  const byEntity = new Map<string, Notice[]>();
  for (const notice of await store.untold(notices)) {
    const list = byEntity.get(notice.entityRef);
    if (list) list.push(notice);
    else byEntity.set(notice.entityRef, [notice]);
  }
  for (const [entityRef, all] of byEntity) {
    const topics = [...new Set(all.map(({ topic }) => topic))];
    if (!(await store.claim(day, entityRef, topics))) continue;
    try {
      await notifications.send(messageOf(entityRef, all));
    } catch (error) {
      await store.release(day, entityRef, topics);
      logger.debug(`not notified: ${stringifyError(error)}`);
    }
  }
}

function messageOf(entityRef: string, notices: readonly Notice[]) {
  const sentences = [...new Set(notices.map(({ sentence }) => sentence))];
  const more = sentences.length - TOLD;
  const { name } = parseEntityRef(entityRef);
  return {
    recipients: {
      type: 'entity' as const,
      entityRef: [...new Set(notices.map(({ recipient }) => recipient))],
    },
    payload: {
      title: `Zero trust: ${name}`,
      description: [
        ...sentences.slice(0, TOLD),
        ...(more > 0 ? [`And ${more} more.`] : []),
      ].join(' '),
      link: linkTo(entityRef),
      severity: notices.some(({ severity }) => severity === 'high')
        ? ('high' as const)
        : ('normal' as const),
      topic: 'zero-trust',
      scope: `posture:${entityRef}`,
    },
  };
}

/** Groups and users are told of exceptions that cover no single entity. */
function linkTo(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return ['group', 'user'].includes(kind.toLowerCase())
    ? '/zero-trust/exceptions'
    : `/catalog/${namespace}/${kind.toLowerCase()}/${name}/zero-trust`;
}

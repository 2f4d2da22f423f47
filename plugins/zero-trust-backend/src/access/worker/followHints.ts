import { LoggerService } from '@backstage/backend-plugin-api';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { z } from 'zod';
import { RepositorySource } from '../config/AccessSettings';
import { repoKeyOf } from '../config/readPolicySources';
import { RequestWorker } from './RequestWorker';

/** Topics of webhooks that may mean a pull request. */
const topics = [
  'github.pull_request',
  'github.pull_request_review',
  'github.push',
  'gitlab.merge_request',
  'gitlab.push',
  'gitea',
];

const urlSchema = z.url();
const payloadSchema = z.looseObject({
  repository: z
    .looseObject({
      html_url: urlSchema.optional().catch(undefined),
      homepage: urlSchema.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  project: z
    .looseObject({ web_url: urlSchema.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  number: z.number().int().optional().catch(undefined),
});

/**
 * Webhooks are hints: they say where to look, and nothing that they say is
 * believed. One of a repository that no source names is not looked at.
 */
export async function followHints({
  events,
  worker,
  sources,
  logger,
}: {
  readonly events: EventsService;
  readonly worker: RequestWorker;
  readonly sources: readonly RepositorySource[];
  readonly logger: LoggerService;
}): Promise<void> {
  const seen = new Set<string>();
  const onEvent = async ({ eventPayload, metadata }: EventParams) => {
    const delivery = deliveryOf(metadata);
    if (delivery !== undefined) {
      if (seen.has(delivery)) return;
      seen.add(delivery);
      const [oldest] = seen;
      if (seen.size > 1_000) seen.delete(oldest);
    }
    const repoKeys = repositoriesIn(eventPayload).filter(key =>
      sources.some(source => source.repoKey === key),
    );
    if (repoKeys.length === 0) return;
    await worker.pullChanged({ repoKeys });
  };
  try {
    await events.subscribe({
      // Fixed, so that the bus gives each hint to one process of the fleet.
      id: 'zero-trust-access-requests',
      topics,
      onEvent,
    });
  } catch (error) {
    logger.warn(
      'no webhooks: pull requests are looked at by time alone',
      error instanceof Error ? error : undefined,
    );
  }
}

/** Keys of the repositories that a payload claims to be about. */
function repositoriesIn(payload: unknown): readonly string[] {
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) return [];
  const { repository, project } = parsed.data;
  return [repository?.html_url, repository?.homepage, project?.web_url].flatMap(
    url => (url === undefined ? [] : [repoKeyOf(new URL(url))]),
  );
}

function deliveryOf(metadata: EventParams['metadata']): string | undefined {
  const names = [
    'x-github-delivery',
    'x-gitlab-event-uuid',
    'x-gitea-delivery',
  ];
  for (const name of names) {
    const value = metadata?.[name];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

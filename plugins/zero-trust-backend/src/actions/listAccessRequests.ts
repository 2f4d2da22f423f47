import { accessRequestsQuerySchema } from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';
import { parse } from '../access/http/parse';
import { AccessActionParts } from './ActionParts';
import { answerAction } from './answerAction';
import { requestSchema, toRequest } from './shape/request';
import { requestStateEnum } from './shape/words';

const name = 'list-access-requests';

/** `GET /v1/access-requests`. */
export const listAccessRequests = ({
  actionsRegistry,
  auditor,
  requests,
  askers,
  appUrl,
}: AccessActionParts) =>
  actionsRegistry.register({
    name,
    title: 'List access requests',
    description: `
Lists requests that ask for one service to be allowed to call another, those last changed first, as far as you may see
them. With role "reviewer", those that wait for your approval; with "requester", your own.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () =>
        z.object({
          entityRef: z
            .string()
            .max(500)
            .optional()
            .describe('Only those of which this entity is an end.'),
          role: z
            .enum(['caller', 'callee', 'requester', 'reviewer'])
            .optional(),
          state: z.union([requestStateEnum, z.literal('past')]).optional(),
          cluster: z.string().max(253).optional(),
          q: z.string().max(200).optional(),
          limit: z.number().int().min(1).max(50).default(20),
          cursor: z
            .string()
            .max(500)
            .optional()
            .describe('nextCursor of the page before.'),
        }),
      output: () =>
        z.object({
          now: z.string(),
          items: z.array(requestSchema),
          totalItems: z.number().int(),
          nextCursor: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const asker = await askers.of(credentials);
      const query = parse(accessRequestsQuerySchema, input);
      return answerAction(
        auditor,
        { eventId: 'access-request-read', action: name, credentials },
        async () => {
          const found = await requests.list(query, asker);
          return {
            now: found.now,
            items: found.items.map(item => toRequest(item, appUrl)),
            totalItems: found.totalItems,
            nextCursor: found.nextCursor,
          };
        },
      );
    },
  });

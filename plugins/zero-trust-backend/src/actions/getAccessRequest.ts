import { z } from 'zod/v3';
import { parse, requestIdSchema } from '../access/http/parse';
import { AccessActionParts } from './ActionParts';
import { answerAction } from './answerAction';
import { firstOf } from './shape/firstOf';
import { requestSchema, toRequest } from './shape/request';
import { findingSchema, toFindings } from './shape/findings';

const name = 'get-access-request';
const APPROVALS = 50;

/** `GET /v1/access-requests/:id`. */
export const getAccessRequest = ({
  actionsRegistry,
  auditor,
  requests,
  askers,
  appUrl,
}: AccessActionParts) =>
  actionsRegistry.register({
    name,
    title: 'Get an access request',
    description: `
Tells how a request for access stands: its state, its pull requests, which reviews count and why others do not, what
speaks against it, and which layers do not allow it yet. "effective" alone means that the clusters allow it.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () =>
        z.object({
          id: z.string().max(26).describe('The whole id, not the short one.'),
        }),
      output: () =>
        requestSchema.extend({
          justification: z.string(),
          ticketUrl: z.string().optional(),
          findings: z.array(findingSchema),
          approvals: z.array(
            z.object({
              login: z.string(),
              userRef: z.string().optional(),
              state: z.string(),
              counts: z.boolean(),
              why: z.string().optional().describe('Why it does not count.'),
            }),
          ),
          allowedActions: z
            .array(z.string())
            .describe('What you may do with it in the portal now.'),
        }),
    },
    action: async ({ input, credentials }) => {
      const asker = await askers.of(credentials);
      const id = parse(requestIdSchema, input.id);
      const event = { eventId: 'access-request-read', action: name };
      return answerAction(
        auditor,
        { ...event, credentials, meta: { id } },
        async () => {
          const request = await requests.get(id, asker);
          return {
            ...toRequest(request, appUrl),
            justification: request.justification,
            ticketUrl: request.ticketUrl,
            findings: toFindings(request.findings),
            approvals: firstOf(request.approvals, APPROVALS).items.map(
              ({ login, userRef, state, counts, why }) => ({
                login,
                userRef,
                state,
                counts,
                why,
              }),
            ),
            allowedActions: request.allowedActions,
          };
        },
      );
    },
  });

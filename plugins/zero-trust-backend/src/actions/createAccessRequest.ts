import {
  newAccessRequestSchema,
  zeroTrustAccessRequestCreatePermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';
import { endsOf } from '../access/http/endsOf';
import { idempotencyKeySchema, parse } from '../access/http/parse';
import { AccessActionParts } from './ActionParts';
import { answerAction } from './answerAction';
import { accessAsk, toSpec } from './shape/accessAsk';
import { requestSchema, toRequest } from './shape/request';

const name = 'create-access-request';

/** `POST /v1/access-requests`. */
export const createAccessRequest = ({
  actionsRegistry,
  auditor,
  requests,
  askers,
  appUrl,
}: AccessActionParts) =>
  actionsRegistry.register({
    name,
    title: 'Ask for access',
    description: `
Asks for one service to be allowed to call another. It opens pull requests for the owners of the callee to review; it
changes no cluster, and nobody is let through before an owner approved. You must own the caller.
Call preview-access-request first and show its outcome to the person that you act for; then pass its hash as
previewHash, which submits exactly what was previewed. Without a previewHash a draft is saved, which a person can look
at and submit in the portal. Somebody who asks for what was asked for joins that request: "deduplicated".
    `,
    // A draft is saved each time, unless the caller brings a key.
    attributes: { readOnly: false, destructive: false, idempotent: false },
    visibilityPermission: zeroTrustAccessRequestCreatePermission,
    schema: {
      input: () =>
        z.object({
          ...accessAsk,
          justification: z
            .string()
            .max(2_000)
            .describe('Why, for the people who review it.'),
          ticketUrl: z.string().max(500).optional().describe('https only'),
          previewHash: z
            .string()
            .max(100)
            .optional()
            .describe('hash of the preview; absent: only a draft is saved.'),
          idempotencyKey: z
            .string()
            .max(200)
            .optional()
            .describe('The same key makes the same request, for a day.'),
        }),
      output: () => requestSchema.extend({ deduplicated: z.boolean() }),
    },
    action: async ({ input, credentials }) => {
      const asker = await askers.of(credentials);
      const { justification, ticketUrl, previewHash, idempotencyKey, ...ask } =
        input;
      const spec = toSpec(ask);
      const asked = parse(newAccessRequestSchema, {
        spec,
        justification,
        ticketUrl,
        previewHash,
        submit: previewHash !== undefined,
      });
      const key = parse(idempotencyKeySchema, idempotencyKey);
      const event = { eventId: 'access-request-create', action: name };
      return answerAction(
        auditor,
        { ...event, credentials, meta: endsOf(spec), severity: 'medium' },
        async () => {
          const created = await requests.create(asked, key, asker);
          const { deduplicated } = created;
          return { ...toRequest(created, appUrl), deduplicated };
        },
      );
    },
  });

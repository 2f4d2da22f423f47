import {
  ConnectionEnd,
  reservedPeerSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';
import { parseJudgeRequest } from '../api/parseJudgeRequest';
import { ActionParts } from './ActionParts';
import { answerAction } from './answerAction';
import { parseRef } from './parseRef';
import { firstOf } from './shape/firstOf';
import { layersSchema, toLayers } from './shape/layers';
import { outcomeEnum } from './shape/words';

const name = 'explain-connection';
const ANSWERS = 10;

const end = z
  .string()
  .max(500)
  .describe(
    `A catalog entity such as component:default/payment, or one of ${reservedPeerSchema.options.join(
      ', ',
    )} ("world" is the Internet).`,
  );

/** `POST /v1/connections/judge`. */
export const explainConnection = ({
  actionsRegistry,
  auditor,
  postures,
}: ActionParts) =>
  actionsRegistry.register({
    name,
    title: 'Explain whether one service may call another',
    description: `
Judges one call over every layer (network policy, transport, service mesh) and names the rule that decides, for every
cluster in which both ends run. One end at least must be a catalog entity whose posture you may read.
"allow" and "deny" are proven from policy; "conditional" depends on the request itself, such as a claim or a header;
"unknown" means that it cannot be told, so say so. It judges configuration and tells nothing of observed traffic.
Where it is denied and should not be, preview-access-request says what would have to change.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () =>
        z.object({
          from: end,
          to: end,
          port: z
            .number()
            .int()
            .min(1)
            .max(65535)
            .describe('Port at which the callee is called.'),
          protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP'),
          cluster: z
            .string()
            .max(253)
            .optional()
            .describe('Absent: every cluster in which both ends run.'),
          http: z
            .object({
              method: z.string().max(32).optional(),
              path: z.string().max(2048).optional(),
              host: z.string().max(253).optional(),
            })
            .optional()
            .describe('Without it, what a request says is left open.'),
        }),
      output: () =>
        z.object({
          outcome: outcomeEnum.describe('The strictest of all answers.'),
          answers: z.array(
            z.object({
              cluster: z.string(),
              from: z.string(),
              to: z.string(),
              outcome: outcomeEnum,
              transport: z.string(),
              certainty: z.string(),
              layers: layersSchema,
              gaps: z.array(z.string()),
            }),
          ),
          more: z.number().int().optional(),
          unanswered: z.array(
            z.object({ cluster: z.string(), reason: z.string() }),
          ),
        }),
    },
    action: ({ input, credentials }) => {
      const from = toEnd(input.from);
      const to = toEnd(input.to);
      const question = parseJudgeRequest({ ...input, from, to });
      const meta = { from: input.from, to: input.to };
      const event = { eventId: 'connection-judge', action: name, meta };
      return answerAction(auditor, { ...event, credentials }, async () => {
        const judged = await postures.judge(question, { credentials });
        const { items, more } = firstOf(judged.answers, ANSWERS);
        return {
          outcome: judged.outcome,
          answers: items.map(({ verdict, ...answer }) => ({
            cluster: answer.cluster,
            from: answer.from,
            to: answer.to,
            outcome: verdict.outcome,
            transport: verdict.transport,
            certainty: verdict.certainty,
            layers: toLayers(verdict.layers),
            gaps: verdict.gaps.map(({ kind, reason }) => `${kind}: ${reason}`),
          })),
          more,
          unanswered: judged.unanswered,
        };
      });
    },
  });

function toEnd(text: string): ConnectionEnd {
  const reserved = reservedPeerSchema.safeParse(text);
  return reserved.success
    ? { type: 'reserved', peer: reserved.data }
    : { type: 'entity', entityRef: parseRef(text) };
}

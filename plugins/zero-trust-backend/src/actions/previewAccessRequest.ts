import { zeroTrustAccessRequestCreatePermission } from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';
import { endsOf } from '../access/http/endsOf';
import { AccessActionParts } from './ActionParts';
import { answerAction } from './answerAction';
import { accessAsk, toSpec } from './shape/accessAsk';
import { findingSchema, toFindings } from './shape/findings';
import { previewOutcomeEnum } from './shape/words';

const name = 'preview-access-request';

/** So many characters of a diff are told. */
const DIFF = 4_000;

/** `POST /v1/access-requests/preview`. */
export const previewAccessRequest = ({
  actionsRegistry,
  auditor,
  requests,
  askers,
}: AccessActionParts) =>
  actionsRegistry.register({
    name,
    title: 'Preview a request for access',
    description: `
Plans which policies would have to change so that one service may call another, proves what the change would do, and
says whether anything speaks against it. Nothing is written. You must own the caller.
Outcomes: "change" and "already_in_git" can be asked for with create-access-request, and the hash; "already_allowed"
needs nothing; "blocked", "blocked_by_deny", "not_locatable" and "unknown" cannot be asked for, for the reason given.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: zeroTrustAccessRequestCreatePermission,
    schema: {
      input: () => z.object(accessAsk),
      output: () =>
        z.object({
          hash: z.string(),
          outcome: previewOutcomeEnum,
          reason: z.string(),
          sentence: z.string(),
          findings: z.array(findingSchema),
          layers: z.array(
            z.object({
              dialect: z.string(),
              side: z.string(),
              before: z.string(),
              after: z.string(),
              action: z.string(),
              object: z.string().optional(),
            }),
          ),
          files: z.array(
            z.object({
              source: z.string(),
              path: z.string(),
              change: z.string(),
              diff: z.string(),
              isCut: z.boolean().describe('The diff goes on.'),
            }),
          ),
          choices: z
            .array(
              z.object({
                id: z.string(),
                object: z.string(),
                source: z.string(),
                path: z.string(),
              }),
            )
            .optional()
            .describe('Choose a file for each object, and preview again.'),
          effect: z.object({
            inboundBefore: z.number().int(),
            inboundAfter: z.number().int(),
            added: z.number().int(),
            removed: z.number().int(),
            hidden: z.number().int(),
          }),
          reviewers: z.array(z.string()),
          requiredApprovals: z.number().int(),
        }),
    },
    action: async ({ input, credentials }) => {
      const asker = await askers.of(credentials);
      const spec = toSpec(input);
      const event = { eventId: 'access-request-preview', action: name };
      return answerAction(
        auditor,
        { ...event, credentials, meta: endsOf(spec) },
        async () => {
          const preview = await requests.preview(spec, asker);
          const { effect } = preview;
          return {
            hash: preview.hash,
            outcome: preview.outcome,
            reason: preview.reason,
            sentence: preview.sentence,
            findings: toFindings(preview.findings),
            layers: preview.layers.map(
              ({ dialect, side, before, after, action, object }) => ({
                dialect,
                side,
                before,
                after,
                action,
                object,
              }),
            ),
            files: preview.parts.flatMap(({ sourceId, files }) =>
              files.map(({ path, change, diff }) => ({
                source: sourceId,
                path,
                change,
                diff: diff.slice(0, DIFF),
                isCut: diff.length > DIFF,
              })),
            ),
            choices: preview.choices?.map(({ sourceId, ...choice }) => ({
              ...choice,
              source: sourceId,
            })),
            effect: {
              inboundBefore: effect.inboundBefore,
              inboundAfter: effect.inboundAfter,
              added: effect.added.length,
              removed: effect.removed.length,
              hidden: effect.hidden,
            },
            reviewers: preview.reviewers.map(({ ref }) => ref),
            requiredApprovals: preview.requiredApprovals,
          };
        },
      );
    },
  });

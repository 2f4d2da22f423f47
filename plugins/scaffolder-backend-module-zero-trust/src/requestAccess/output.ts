import {
  AccessRequest,
  accessRequestStateSchema,
  requestUrl,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod';

/** What later steps and the template's own output can use. */
export const outputSchema = z.object({
  outcome: z
    .enum(['requested', 'joined', 'already_allowed', 'previewed'])
    .describe(
      'requested; joined: somebody asked for it already; already_allowed: nothing is needed; previewed: a dry run.',
    ),
  sentence: z.string().describe('What is asked for, in words.'),
  requestId: z.string().optional(),
  shortId: z.string().optional(),
  url: z.string().optional().describe('The page of the request.'),
  state: accessRequestStateSchema.optional(),
  pullRequestUrls: z
    .array(z.string())
    .optional()
    .describe('Those that are open when the step is done.'),
});

export type RequestAccessOutput = z.output<typeof outputSchema>;

export const toOutput = (
  outcome: 'requested' | 'joined',
  request: AccessRequest,
  appUrl: string,
): RequestAccessOutput => ({
  outcome,
  sentence: request.sentence,
  requestId: request.id,
  shortId: request.shortId,
  url: requestUrl(appUrl, request.id),
  state: request.state,
  pullRequestUrls: request.parts.flatMap(({ pull }) => pull?.url ?? []),
});

import {
  AccessRequest,
  requestUrl,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';

/** A request in short. */
export const requestSchema = z.object({
  id: z.string(),
  shortId: z.string(),
  version: z.number().int(),
  state: z.string(),
  stateReason: z.string().optional(),
  attention: z
    .object({ code: z.string(), message: z.string() })
    .optional()
    .describe('A person must look at it.'),
  sentence: z.string().describe('What it asks for, in words.'),
  caller: z.string(),
  callee: z.string(),
  cluster: z.string(),
  requester: z.string(),
  requiredApprovals: z.number().int(),
  pullRequests: z.array(z.object({ url: z.string(), state: z.string() })),
  waitingFor: z
    .array(z.string())
    .optional()
    .describe('Layers that do not allow it yet, once it is merged.'),
  createdAt: z.string(),
  updatedAt: z.string(),
  url: z.string().describe('Its page in the portal.'),
});

export const toRequest = (
  request: AccessRequest,
  appUrl: string,
): z.infer<typeof requestSchema> => ({
  id: request.id,
  shortId: request.shortId,
  version: request.version,
  state: request.state,
  stateReason: request.stateReason,
  attention: request.attention && {
    code: request.attention.code,
    message: request.attention.message,
  },
  sentence: request.sentence,
  caller: request.spec.caller.entityRef,
  callee: request.spec.callee.entityRef,
  cluster: request.spec.cluster,
  requester: request.requester,
  requiredApprovals: request.requiredApprovals,
  pullRequests: request.parts.flatMap(({ pull, state }) =>
    pull ? [{ url: pull.url, state }] : [],
  ),
  waitingFor: request.waitingFor,
  createdAt: request.createdAt,
  updatedAt: request.updatedAt,
  url: requestUrl(appUrl, request.id),
});

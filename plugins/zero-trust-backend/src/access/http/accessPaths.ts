import {
  accessOptionsQuerySchema,
  accessOptionsSchema,
  accessPreviewSchema,
  accessRequestEventsSchema,
  accessRequestSchema,
  accessRequestsQuerySchema,
  accessRequestsResponseSchema,
  accessSpecSchema,
  cancelAccessRequestSchema,
  changedAccessRequestSchema,
  createdAccessRequestSchema,
  newAccessRequestSchema,
  rebaseAccessRequestSchema,
  submitAccessRequestSchema,
  supersedeAccessRequestSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod';
import { answer, json, queryParameters } from '../../api/openApi';

const id = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string' },
};

const body = (schema: z.ZodType) => ({
  required: true,
  content: json(schema, 'input'),
});

const more = {
  '409': { description: 'Its state, its version or a guardrail forbids it' },
  '429': { description: 'Too often' },
  '502': { description: 'The git host refuses it' },
};

/** What is answered with another status than 200. */
const answerAs = (
  status: string,
  description: string,
  schema: z.ZodType,
): object => {
  const { '200': good, ...refusals } = answer(description, schema);
  return { [status]: good, ...refusals, ...more };
};

/** The routes of access requests in the API's description. */
export const accessPaths = {
  '/v1/access-requests/options': {
    get: {
      operationId: 'getAccessOptions',
      parameters: queryParameters(accessOptionsQuerySchema),
      responses: answer('What a form may offer', accessOptionsSchema),
    },
  },
  '/v1/access-requests/preview': {
    post: {
      operationId: 'previewAccess',
      requestBody: body(accessSpecSchema),
      responses: answerAs(
        '200',
        'What would be written where, and what it would do',
        accessPreviewSchema,
      ),
    },
  },
  '/v1/access-requests': {
    get: {
      operationId: 'listAccessRequests',
      parameters: queryParameters(accessRequestsQuerySchema),
      responses: answer('Last changed first', accessRequestsResponseSchema),
    },
    post: {
      operationId: 'createAccessRequest',
      parameters: [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          schema: { type: 'string', maxLength: 200 },
        },
      ],
      requestBody: body(newAccessRequestSchema),
      responses: {
        ...answerAs('201', 'The request', createdAccessRequestSchema),
        '200': {
          description: 'It was there already; who asks is told of it, too',
          content: json(createdAccessRequestSchema),
        },
        '422': { description: 'The key was used for another request' },
      },
    },
  },
  '/v1/access-requests/{id}': {
    get: {
      operationId: 'getAccessRequest',
      parameters: [id],
      responses: answer('The request, with its plan', accessRequestSchema),
    },
    patch: {
      operationId: 'updateAccessRequest',
      parameters: [id],
      requestBody: body(changedAccessRequestSchema),
      responses: answerAs(
        '200',
        'Planned anew; an open pull request follows, and its approvals are void',
        accessRequestSchema,
      ),
    },
  },
  '/v1/access-requests/{id}/events': {
    get: {
      operationId: 'listAccessRequestEvents',
      parameters: [id],
      responses: answer('What happened, in order', accessRequestEventsSchema),
    },
  },
  '/v1/access-requests/{id}/submit': {
    post: {
      operationId: 'submitAccessRequest',
      parameters: [id],
      requestBody: body(submitAccessRequestSchema),
      responses: answerAs(
        '202',
        'Its pull request is being opened',
        accessRequestSchema,
      ),
    },
  },
  '/v1/access-requests/{id}/rebase': {
    post: {
      operationId: 'rebaseAccessRequest',
      parameters: [id],
      requestBody: body(rebaseAccessRequestSchema),
      responses: answerAs(
        '202',
        'Planned anew on the base branch as it is now',
        accessRequestSchema,
      ),
    },
  },
  '/v1/access-requests/{id}/supersede': {
    post: {
      operationId: 'supersedeAccessRequest',
      parameters: [id],
      requestBody: body(supersedeAccessRequestSchema),
      responses: answerAs(
        '202',
        'The request that takes its place; the old pull request is being closed',
        accessRequestSchema,
      ),
    },
  },
  '/v1/access-requests/{id}/cancel': {
    post: {
      operationId: 'cancelAccessRequest',
      parameters: [id],
      requestBody: body(cancelAccessRequestSchema),
      responses: answerAs(
        '202',
        'Its pull request is being closed',
        accessRequestSchema,
      ),
    },
  },
  '/v1/access-requests/{id}/recheck': {
    post: {
      operationId: 'recheckAccessRequest',
      parameters: [id],
      responses: answerAs(
        '202',
        'As it is now, having looked',
        accessRequestSchema,
      ),
    },
  },
};

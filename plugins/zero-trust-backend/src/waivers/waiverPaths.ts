import {
  newWaiverSchema,
  waiverSchema,
  waiversQuerySchema,
  waiversResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { answer, failures, json, queryParameters } from '../api/openApi';

const { '200': created, ...refusals } = answer(
  'The exception, which counts from now on',
  waiverSchema,
);

/** The routes of exceptions in the API's description. */
export const waiverPaths = {
  '/v1/waivers': {
    get: {
      operationId: 'listWaivers',
      parameters: queryParameters(waiversQuerySchema),
      responses: answer('Soon ending first', waiversResponseSchema),
    },
    post: {
      operationId: 'createWaiver',
      requestBody: { required: true, content: json(newWaiverSchema, 'input') },
      responses: {
        '201': created,
        ...refusals,
        '409': { description: 'One for the same control and scope counts' },
      },
    },
  },
  '/v1/waivers/{id}': {
    delete: {
      operationId: 'endWaiver',
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      ],
      responses: {
        '204': { description: 'It no longer counts' },
        ...failures,
        '409': { description: 'It no longer counted before' },
      },
    },
  },
};

import {
  rolloutQuerySchema,
  rolloutResponseSchema,
  rolloutWhatIfRequestSchema,
  rolloutWhatIfResponseSchema,
  strictQuerySchema,
  strictResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { answer, json, queryParameters } from '../api/openApi';

/** The routes of the rollout in the API's description. */
export const rolloutPaths = {
  '/v1/rollout': {
    get: {
      operationId: 'listRollout',
      parameters: queryParameters(rolloutQuerySchema),
      responses: answer(
        'Namespaces, the least far first',
        rolloutResponseSchema,
      ),
    },
  },
  '/v1/rollout/strict': {
    get: {
      operationId: 'getStrictReadiness',
      parameters: queryParameters(strictQuerySchema),
      responses: answer(
        'Who would break, per workload and port',
        strictResponseSchema,
      ),
    },
  },
  '/v1/rollout/whatif': {
    post: {
      operationId: 'askRolloutWhatIf',
      requestBody: {
        required: true,
        content: json(rolloutWhatIfRequestSchema, 'input'),
      },
      responses: answer(
        'What differs after the step, and the objects to commit',
        rolloutWhatIfResponseSchema,
      ),
    },
  },
};

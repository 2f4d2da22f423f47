import {
  clustersResponseSchema,
  evidenceObjectSchema,
  judgeRequestSchema,
  judgeResponseSchema,
  objectQuerySchema,
  packedPermissionsSchema,
  permissionsQuerySchema,
  postureResponseSchema,
  reachQuerySchema,
  reachResponseSchema,
  whatIfRequestSchema,
  whatIfResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { accessPaths } from '../access/http/accessPaths';
import { compliancePaths } from '../compliance/compliancePaths';
import { rolloutPaths } from '../rollout/rolloutPaths';
import { waiverPaths } from '../waivers/waiverPaths';
import { answer, json, queryParameters } from './openApi';

const entityParameters = ['kind', 'namespace', 'name'].map(name => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
}));

/** The API's description, made from the schemas that both sides check with. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Zero Trust for Backstage', version: '1' },
  servers: [{ url: '/api/zero-trust' }],
  paths: {
    '/v1/entities/{kind}/{namespace}/{name}/posture': {
      get: {
        operationId: 'getPosture',
        parameters: entityParameters,
        responses: answer('Posture of the entity', postureResponseSchema),
      },
    },
    '/v1/entities/{kind}/{namespace}/{name}/permissions': {
      get: {
        operationId: 'listPermissions',
        parameters: [
          ...entityParameters,
          ...queryParameters(permissionsQuerySchema),
        ],
        responses: answer('Who may call it, or whom', packedPermissionsSchema),
      },
    },
    '/v1/entities/{kind}/{namespace}/{name}/reach': {
      get: {
        operationId: 'listReach',
        parameters: [...entityParameters, ...queryParameters(reachQuerySchema)],
        responses: answer('What it could reach, by hops', reachResponseSchema),
      },
    },
    '/v1/entities/{kind}/{namespace}/{name}/object': {
      get: {
        operationId: 'getEvidenceObject',
        parameters: [
          ...entityParameters,
          ...queryParameters(objectQuerySchema),
        ],
        responses: answer(
          'A policy that evidence names, cut down to the rule',
          evidenceObjectSchema,
        ),
      },
    },
    '/v1/connections/judge': {
      post: {
        operationId: 'judgeConnection',
        requestBody: {
          required: true,
          content: json(judgeRequestSchema, 'input'),
        },
        responses: answer('One verdict per pair', judgeResponseSchema),
      },
    },
    '/v1/whatif': {
      post: {
        operationId: 'askWhatIf',
        requestBody: {
          required: true,
          content: json(whatIfRequestSchema, 'input'),
        },
        responses: answer(
          'What a change would do; nothing is written',
          whatIfResponseSchema,
        ),
      },
    },
    '/v1/clusters': {
      get: {
        operationId: 'getClusters',
        responses: answer('How each cluster is read', clustersResponseSchema),
      },
    },
    ...compliancePaths,
    ...waiverPaths,
    ...rolloutPaths,
    ...accessPaths,
  },
};

import {
  clustersResponseSchema,
  errorCodeSchema,
  judgeRequestSchema,
  judgeResponseSchema,
  packedPermissionsSchema,
  permissionsQuerySchema,
  postureResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod';

/** A schema as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io });
  return json;
}

const json = (schema: z.ZodType, io: 'input' | 'output' = 'output') => ({
  'application/json': { schema: schemaOf(schema, io) },
});

const errorSchema = z.object({
  error: z.object({
    name: z.string(),
    message: z.string(),
    code: errorCodeSchema.optional(),
  }),
});

const failures = Object.fromEntries(
  [
    ['400', 'The input is not understood'],
    ['401', 'No credentials'],
    ['403', 'Not permitted'],
    ['404', 'Not there, or not to be seen by the caller'],
  ].map(([status, description]) => [
    status,
    { description, content: json(errorSchema) },
  ]),
);

const entityParameters = ['kind', 'namespace', 'name'].map(name => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
}));

function queryParameters(schema: z.ZodObject) {
  const { properties = {}, required = [] } = schemaOf(schema, 'input');
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

function answer(description: string, schema: z.ZodType) {
  return {
    '200': { description, content: json(schema) },
    ...failures,
  };
}

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
    '/v1/clusters': {
      get: {
        operationId: 'getClusters',
        responses: answer('How each cluster is read', clustersResponseSchema),
      },
    },
  },
};

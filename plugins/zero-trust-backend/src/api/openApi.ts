import {
  accessErrorCodeSchema,
  errorCodeSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod';

/** A body of JSON. */
export const json = (
  schema: z.ZodType,
  io: 'input' | 'output' = 'output',
): object => ({
  'application/json': { schema: schemaOf(schema, io) },
});

const errorSchema = z.object({
  error: z.object({
    name: z.string(),
    message: z.string(),
    code: z.union([errorCodeSchema, accessErrorCodeSchema]).optional(),
  }),
});

/** What every route may answer instead. */
export const failures: Readonly<Record<string, object>> = Object.fromEntries(
  [
    ['400', 'The input is not understood'],
    ['401', 'No credentials'],
    ['403', 'Not permitted'],
    ['404', 'Not there, or not to be seen by the caller'],
    ['503', 'The catalog, or a cluster, has not been read yet'],
  ].map(([status, description]) => [
    status,
    { description, content: json(errorSchema) },
  ]),
);

/** Every field of a query's schema as a parameter. */
export function queryParameters(schema: z.ZodObject): readonly object[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input');
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

/** A JSON answer, and the failures that every route may have. */
export function answer(
  description: string,
  schema: z.ZodType,
): Readonly<Record<string, object>> {
  return {
    '200': { description, content: json(schema) },
    ...failures,
  };
}

/** A schema as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { z } from 'zod';

type ActionSchema = NonNullable<NonNullable<TemplateAction['schema']>['input']>;

/** A schema as the scaffolder shows it and checks steps with it. */
export function toActionSchema(
  schema: z.ZodType,
  io: 'input' | 'output',
): ActionSchema {
  // Draft 7 is what the scaffolder reads; its types are of an older one.
  return z.toJSONSchema(schema, { io, target: 'draft-7' }) as ActionSchema;
}

import { z } from 'zod';
import { invalidSpec } from '../errors';

export const requestIdSchema = z.string().regex(/^[0-9a-z]{1,26}$/);

export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible characters')
  .optional();

/** Names the fields that are wrong, and not what was in them. */
export function parse<S extends z.ZodType>(
  schema: S,
  input: unknown,
): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalidSpec(
    parsed.error.issues
      .map(
        ({ path, message }) =>
          `${path.map(String).join('.') || 'input'}: ${message}`,
      )
      .join('; '),
  );
}

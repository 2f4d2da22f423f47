import { z } from 'zod';
import { invalidInput } from '../posture/errors';

/** Checks input against a schema; the message names the fields, not the values. */
export function parse<S extends z.ZodType>(
  schema: S,
  input: unknown,
): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path, message }) =>
      `${path.map(String).join('.') || 'body'}: ${message}`,
  );
  throw invalidInput(issues.join('; '));
}

import { InputError } from '@backstage/errors';
import {
  accessAskSchema,
  newAccessRequestSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod';

const { justification, ticketUrl } = newAccessRequestSchema.shape;

/** The longest that a step waits for its pull requests, in seconds. */
const LONGEST_WAIT = 600;

/** What a step gives: the ask, why, and whether to wait for pull requests. */
export const inputSchema = accessAskSchema.extend({
  justification: justification.describe(
    'Why, for the owners who review the pull request.',
  ),
  ticketUrl: ticketUrl.describe('A ticket about it; https only.'),
  waitFor: z
    .enum(['submitted', 'open'])
    .default('submitted')
    .describe(
      'When the step is done: once it is asked for, or once the pull requests are open.',
    ),
  timeoutSeconds: z
    .number()
    .int()
    .min(1)
    .max(LONGEST_WAIT)
    .default(120)
    .describe('With "open": the step fails when it takes longer.'),
});

export type RequestAccessInput = z.output<typeof inputSchema>;

/** Checks the input of a step; an error names every place that is wrong. */
export function parseInput(input: unknown): RequestAccessInput {
  const parsed = inputSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path, message }) =>
      `${['input', ...path].map(String).join('.')}: ${message}`,
  );
  throw new InputError(issues.join('; '));
}

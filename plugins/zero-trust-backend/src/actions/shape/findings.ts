import { RequestFinding } from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';
import { guardrailLevelEnum } from './words';

/** What speaks against a request. */
export const findingSchema = z.object({
  id: z.string(),
  level: guardrailLevelEnum.describe('Only "block" stops a request.'),
  message: z.string(),
});

export const toFindings = (findings: readonly RequestFinding[]) =>
  findings.map(({ id, level, message }) => ({ id, level, message }));

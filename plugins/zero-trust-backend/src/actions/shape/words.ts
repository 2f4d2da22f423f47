import {
  accessRequestStateSchema,
  guardrailLevelSchema,
  httpMethodSchema,
  outcomeSchema,
  policyDialectSchema,
  previewOutcomeSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';

// The closed unions of the API, for the registry, which wants zod's version 3.
export const outcome = z.nativeEnum(outcomeSchema.enum);
export const httpMethod = z.nativeEnum(httpMethodSchema.enum);
export const policyDialect = z.nativeEnum(policyDialectSchema.enum);
export const previewOutcome = z.nativeEnum(previewOutcomeSchema.enum);
export const guardrailLevel = z.nativeEnum(guardrailLevelSchema.enum);
export const requestState = z.nativeEnum(accessRequestStateSchema.enum);

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
export const outcomeEnum = z.nativeEnum(outcomeSchema.enum);
export const httpMethodEnum = z.nativeEnum(httpMethodSchema.enum);
export const policyDialectEnum = z.nativeEnum(policyDialectSchema.enum);
export const previewOutcomeEnum = z.nativeEnum(previewOutcomeSchema.enum);
export const guardrailLevelEnum = z.nativeEnum(guardrailLevelSchema.enum);
export const requestStateEnum = z.nativeEnum(accessRequestStateSchema.enum);

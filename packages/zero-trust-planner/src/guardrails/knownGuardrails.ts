import { guardrails } from './index';

/** Whether an operator may set a guardrail's level, or the proof rests on it. */
export type GuardrailFreedom = 'settable' | 'fixed';

/**
 * Every guardrail by its id: those about a plan, and those about what surrounds
 * it, which are asked where the facts are.
 */
export const knownGuardrails: ReadonlyMap<string, GuardrailFreedom> = new Map([
  ...guardrails.map(
    ({ id, fixed }) => [id, fixed ? 'fixed' : 'settable'] as const,
  ),
  ['codeowners-mismatch', 'settable'],
  ['justification-min', 'settable'],
  ['ticket-required', 'settable'],
  ['freeze-window', 'settable'],
  // What was agreed to is what is written: no operator decides otherwise.
  ['diff-scope', 'fixed'],
  ['unreadable', 'fixed'],
]);

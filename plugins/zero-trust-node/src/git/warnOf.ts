import { GitHostError } from './GitHostError';

/** Turns a refusal into a sentence; what passes by itself is still thrown. */
export const warnOf = async (
  sentence: string,
  task: () => Promise<unknown>,
): Promise<readonly string[]> => {
  try {
    await task();
    return [];
  } catch (error) {
    if (!(error instanceof GitHostError) || error.retryable) throw error;
    return [sentence];
  }
};

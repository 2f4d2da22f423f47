import { GitHostError } from '../GitHostError';

/** What cannot be read with the account's permissions, or on this host, is told apart. */
export const unlessRefused = async <T>(
  read: () => Promise<T>,
): Promise<T | 'unreadable'> => {
  try {
    return await read();
  } catch (error) {
    const refused =
      error instanceof GitHostError &&
      (error.status === 403 || error.status === 404) &&
      !error.retryable;
    if (refused) return 'unreadable';
    throw error;
  }
};

import { refusalShape } from './shapes';

/** Why GitLab refuses, to compare with; never to show. */
export const refusalText = (json: unknown): string => {
  const parsed = refusalShape.safeParse(json);
  return parsed.success ? JSON.stringify(parsed.data.message ?? '') : '';
};

import { Answer } from '../TwinServer';

/** How GitLab refuses what it understands. */
export const bad = (message: string): Answer => ({
  status: 400,
  json: { message },
});

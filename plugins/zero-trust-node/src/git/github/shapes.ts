import { z } from 'zod';

// What is read of the answers of GitHub's REST API, and no more.

const user = z.object({ login: z.string() }).nullish();

export const repositoryShape = z.object({
  default_branch: z.string(),
  archived: z.boolean(),
  permissions: z.object({ push: z.boolean() }).nullish(),
});

export const refShape = z.object({
  object: z.object({ sha: z.string(), type: z.string() }),
});

export const treeShape = z.object({
  sha: z.string(),
  truncated: z.boolean(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string(),
      size: z.number().optional(),
    }),
  ),
});

export const blobShape = z.object({
  encoding: z.literal('base64'),
  content: z.string(),
});

export const shaShape = z.object({ sha: z.string() });

export const gitCommitShape = z.object({
  sha: z.string(),
  tree: z.object({ sha: z.string() }),
});

export const pullShape = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  state: z.string(),
  merged_at: z.string().nullish(),
  mergeable: z.boolean().nullish(),
  merge_commit_sha: z.string().nullish(),
  merged_by: user,
  updated_at: z.string(),
  base: z.object({ ref: z.string() }),
  head: z.object({ ref: z.string(), sha: z.string() }),
});
export type PullShape = z.infer<typeof pullShape>;

export const reviewShape = z.object({
  user,
  state: z.string(),
  commit_id: z.string().nullish(),
  submitted_at: z.string().nullish(),
});
export type ReviewShape = z.infer<typeof reviewShape>;

export const commitShape = z.object({ author: user, committer: user });

export const fileShape = z.object({
  filename: z.string(),
  previous_filename: z.string().nullish(),
});

export const commentShape = z.object({
  id: z.number(),
  user,
  body: z.string().nullish(),
  performed_via_github_app: z.object({ id: z.number() }).nullish(),
});
export type CommentShape = z.infer<typeof commentShape>;

export const userShape = z.object({ login: z.string() });

/** Why a request was not valid; only compared, never shown. */
export const refusalShape = z.object({
  message: z.string().optional(),
  errors: z
    .array(z.union([z.string(), z.object({ message: z.string().optional() })]))
    .optional(),
});

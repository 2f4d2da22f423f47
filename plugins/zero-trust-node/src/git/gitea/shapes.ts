import { z } from 'zod';

// What is read of the answers of Gitea's and Forgejo's API v1, and no more.

const user = z.object({ login: z.string() }).nullish();

export const repositoryShape = z.object({
  default_branch: z.string(),
  archived: z.boolean(),
  permissions: z.object({ push: z.boolean() }).nullish(),
});

export const branchShape = z.object({
  commit: z.object({ id: z.string() }),
  protected: z.boolean().nullish(),
  enable_status_check: z.boolean().nullish(),
  status_check_contexts: z.array(z.string()).nullish(),
});

export const treeShape = z.object({
  truncated: z.boolean(),
  tree: z
    .array(
      z.object({
        path: z.string(),
        mode: z.string(),
        type: z.string(),
        sha: z.string(),
        size: z.number().optional(),
      }),
    )
    .nullable(),
});

export const blobShape = z.object({
  encoding: z.literal('base64').nullish(),
  content: z.string().nullish(),
});

export const filesShape = z.object({
  commit: z.object({
    sha: z.string(),
    parents: z.array(z.object({ sha: z.string() })).nullish(),
  }),
});

export const compareShape = z.object({ total_commits: z.number() });

export const pullShape = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  state: z.string(),
  merged: z.boolean(),
  mergeable: z.boolean().nullish(),
  merge_commit_sha: z.string().nullish(),
  merged_by: user,
  merged_at: z.string().nullish(),
  updated_at: z.string(),
  merge_base: z.string().nullish(),
  base: z.object({
    ref: z.string(),
    sha: z.string().nullish(),
    repo_id: z.number(),
  }),
  head: z.object({
    /** The branch, also when it is gone. */
    label: z.string(),
    /** The branch, or `refs/pull/N/head` when it is gone. */
    ref: z.string(),
    sha: z.string(),
    repo_id: z.number(),
  }),
});
export type PullShape = z.infer<typeof pullShape>;

export const reviewShape = z.object({
  user,
  state: z.string(),
  commit_id: z.string().nullish(),
  dismissed: z.boolean().nullish(),
  submitted_at: z.string(),
});
export type ReviewShape = z.infer<typeof reviewShape>;

/** Users by the addresses in the commit; null: nobody has that address. */
export const commitShape = z.object({
  sha: z.string(),
  author: user,
  committer: user,
});

export const fileShape = z.object({
  filename: z.string(),
  previous_filename: z.string().nullish(),
});

export const labelShape = z.object({ id: z.number(), name: z.string() });

export const commentShape = z.object({
  id: z.number(),
  user,
  body: z.string(),
});

/** `body` of a `pull_push` is JSON of its own. */
export const timelineShape = z
  .array(
    z.object({ type: z.string(), user, body: z.string().nullish() }).nullable(),
  )
  .nullable();

export const pushedShape = z.object({
  commit_ids: z.array(z.string()).nullish(),
});

export const userShape = z.object({ login: z.string() });

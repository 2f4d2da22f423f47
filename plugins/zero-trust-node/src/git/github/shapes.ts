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
  /** How many; only where one pull request is asked for. */
  commits: z.number().nullish(),
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

/**
 * Users by the addresses in the commit; null, or an empty object: nobody has
 * that address.
 */
const userOfAddress = z.object({ login: z.string().optional() }).nullish();

export const commitShape = z.object({
  sha: z.string(),
  author: userOfAddress,
  committer: userOfAddress,
});

export const fileShape = z.object({
  filename: z.string(),
  previous_filename: z.string().nullish(),
});

export const commentShape = z.object({
  id: z.number(),
  user,
  body: z.string().nullish(),
});

export const userShape = z.object({ login: z.string() });

export const installationShape = z.object({
  id: z.number(),
  permissions: z.record(z.string(), z.string()).nullish(),
});

export const installationTokenShape = z.object({
  token: z.string(),
  expires_at: z.string(),
});

export const activityShape = z.object({ after: z.string(), actor: user });

/** Of GraphQL. */
export const viewerShape = z.object({
  data: z.object({ viewer: userShape.nullish() }).nullish(),
});

export const requiredChecksShape = z.object({
  /** `off`, `non_admins`, `everyone`. */
  enforcement_level: z.string().nullish(),
  contexts: z.array(z.string()).nullish(),
  checks: z.array(z.object({ context: z.string() })).nullish(),
});

export const branchShape = z.object({
  protected: z.boolean(),
  protection: z
    .object({ required_status_checks: requiredChecksShape.nullish() })
    .nullish(),
});

export const ruleShape = z.object({
  type: z.string(),
  parameters: z
    .object({
      required_status_checks: z
        .array(z.object({ context: z.string() }))
        .nullish(),
    })
    .nullish(),
});

/** Why a request was not valid; only compared, never shown. */
export const refusalShape = z.object({
  message: z.string().optional(),
  errors: z
    .array(z.union([z.string(), z.object({ message: z.string().optional() })]))
    .optional(),
});

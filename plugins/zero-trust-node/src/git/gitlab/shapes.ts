import { z } from 'zod';

// What is read of the answers of GitLab's REST API v4, and no more.

const user = z.object({ id: z.number(), username: z.string() });
const access = z.object({ access_level: z.number() }).nullish();

export const usersShape = z.array(
  user.extend({ public_email: z.string().nullish() }),
);

export const userShape = user;

/** `GET /user` tells of addresses that no other answer shows. */
export const ownUserShape = user.extend({
  email: z.string().nullish(),
  commit_email: z.string().nullish(),
  public_email: z.string().nullish(),
});

export const projectShape = z.object({
  id: z.number(),
  default_branch: z.string().nullable(),
  archived: z.boolean(),
  only_allow_merge_if_pipeline_succeeds: z.boolean().nullish(),
  permissions: z
    .object({ project_access: access, group_access: access })
    .nullish(),
});

export const branchShape = z.object({ commit: z.object({ id: z.string() }) });

export const treeShape = z.array(
  z.object({
    id: z.string(),
    path: z.string(),
    mode: z.string(),
    type: z.string(),
  }),
);

export const blobShape = z.object({
  encoding: z.literal('base64'),
  content: z.string(),
});

export const fileShape = z.object({ last_commit_id: z.string() });

export const newCommitShape = z.object({
  id: z.string(),
  parent_ids: z.array(z.string()).nullish(),
});

export const compareShape = z.object({ commits: z.array(z.unknown()) });

export const mergeRequestShape = z.object({
  iid: z.number(),
  web_url: z.string(),
  title: z.string(),
  state: z.string(),
  sha: z.string().nullish(),
  source_branch: z.string(),
  target_branch: z.string(),
  source_project_id: z.number().nullish(),
  target_project_id: z.number().nullish(),
  detailed_merge_status: z.string().nullish(),
  has_conflicts: z.boolean().nullish(),
  merge_commit_sha: z.string().nullish(),
  squash_commit_sha: z.string().nullish(),
  merge_user: user.nullish(),
  merged_by: user.nullish(),
  merged_at: z.string().nullish(),
  reviewers: z.array(user).nullish(),
  updated_at: z.string(),
});
export type MergeRequestShape = z.infer<typeof mergeRequestShape>;

export const approvalsShape = z.object({
  approved_by: z.array(z.object({ user })).nullish(),
});

export const reviewersShape = z.array(
  z.object({
    user,
    state: z.string().nullish(),
    created_at: z.string().nullish(),
  }),
);

export const noteShape = z.object({
  id: z.number(),
  body: z.string(),
  system: z.boolean(),
  created_at: z.string(),
  author: user.nullish(),
});
export type NoteShape = z.infer<typeof noteShape>;

export const versionShape = z.object({
  head_commit_sha: z.string().nullish(),
  created_at: z.string(),
});
export type VersionShape = z.infer<typeof versionShape>;

export const commitShape = z.object({
  id: z.string(),
  author_email: z.string().nullish(),
  committer_email: z.string().nullish(),
});

export const diffShape = z.object({
  old_path: z.string(),
  new_path: z.string(),
});

/** Why a request was refused; only compared, never shown. */
export const refusalShape = z.object({ message: z.unknown() });

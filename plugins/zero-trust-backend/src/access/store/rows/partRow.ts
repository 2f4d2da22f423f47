import { z } from 'zod';
import { StoredPart } from '../StoredRequest';
import { given } from './given';

/** A row of `zt_access_request_parts`. */
export interface PartRow {
  request_id: string;
  ordinal: number;
  source_id: string;
  repo_key: string;
  base_branch: string;
  base_sha: string;
  branch: string;
  state: string;
  own_sha: string | null;
  head_sha: string | null;
  pr_number: number | null;
  pr_url: string | null;
  pr_title: string | null;
  merge_sha: string | null;
  merged_by: string | null;
  status_sha: string | null;
  status_state: string | null;
  status_text: string | null;
  enforced: string | null;
  files: string;
  error: string | null;
}

const textsSchema = z.array(z.string());
const errorSchema = z.object({ code: z.string(), message: z.string() });
const partStateSchema = z.enum([
  'pending',
  'open',
  'changes_requested',
  'approved',
  'merged',
  'closed',
  'failed',
  'reverted',
]);
const enforcedSchema = z.enum(['yes', 'no', 'unknown']).nullable();
const statusSchema = z.enum(['pending', 'success', 'failure']);

export function toPartRow(requestId: string, part: StoredPart): PartRow {
  return {
    request_id: requestId,
    ordinal: part.ordinal,
    source_id: part.sourceId,
    repo_key: part.repoKey,
    base_branch: part.baseBranch,
    base_sha: part.baseSha,
    branch: part.branch,
    state: part.state,
    own_sha: part.ownSha ?? null,
    head_sha: part.headSha ?? null,
    pr_number: part.pull?.number ?? null,
    pr_url: part.pull?.url ?? null,
    pr_title: part.pull?.title ?? null,
    merge_sha: part.mergeSha ?? null,
    merged_by: part.mergedBy ?? null,
    status_sha: part.status?.sha ?? null,
    status_state: part.status?.state ?? null,
    status_text: part.status?.text ?? null,
    enforced: part.enforced ?? null,
    files: JSON.stringify(part.files),
    error: part.error ? JSON.stringify(part.error) : null,
  };
}

export function toPart(row: PartRow): StoredPart {
  return {
    ordinal: row.ordinal,
    sourceId: row.source_id,
    repoKey: row.repo_key,
    baseBranch: row.base_branch,
    baseSha: row.base_sha,
    branch: row.branch,
    state: partStateSchema.parse(row.state),
    ...given('ownSha', row.own_sha),
    ...given('headSha', row.head_sha),
    ...(row.pr_number === null
      ? {}
      : {
          pull: {
            number: row.pr_number,
            url: row.pr_url ?? '',
            title: row.pr_title ?? '',
          },
        }),
    ...given('mergeSha', row.merge_sha),
    ...given('mergedBy', row.merged_by),
    ...(row.status_sha === null
      ? {}
      : {
          status: {
            sha: row.status_sha,
            state: statusSchema.parse(row.status_state),
            text: row.status_text ?? '',
          },
        }),
    ...given('enforced', enforcedSchema.parse(row.enforced)),
    files: textsSchema.parse(JSON.parse(row.files)),
    ...(row.error ? { error: errorSchema.parse(JSON.parse(row.error)) } : {}),
  };
}

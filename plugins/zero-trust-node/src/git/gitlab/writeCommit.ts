import { WriteStep } from '../api/GitHostApi';
import { CommitRequest } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { GitlabProject } from './GitlabProject';
import { fileShape, newCommitShape } from './shapes';
import { refusalText } from './refusalText';

/**
 * One commit with all files: on a new branch from a commit, or on the head of
 * one that is there, which GitLab cannot be told and which is looked at after.
 */
export const writeCommit = async (
  project: GitlabProject,
  { branch, createFrom, files, message }: CommitRequest,
  step: WriteStep,
): Promise<string> => {
  const { http } = project;
  const parent = step.step === 'write' ? step.parent : createFrom;
  const actions: object[] = [];
  for (const { path, bytes, expectBlob } of files)
    actions.push({
      action: actionOf(bytes, expectBlob),
      file_path: path,
      ...(bytes
        ? { content: Buffer.from(bytes).toString('base64'), encoding: 'base64' }
        : {}),
      ...(expectBlob === null
        ? {}
        : { last_commit_id: await lastCommit(project, path, parent) }),
    });
  const { status, json } = await http.send({
    method: 'POST',
    path: project.path('repository', 'commits'),
    body: {
      branch,
      commit_message: message,
      actions,
      ...(step.step === 'create-branch' ? { start_sha: createFrom } : {}),
    },
    accept: [400],
  });
  if (status === 400) throw refusal(json);
  const commit = http.read(newCommitShape, json);
  if (commit.parent_ids?.length && commit.parent_ids[0] !== parent)
    throw new GitHostError(
      'GIT_CONFLICT',
      'somebody else changed the branch at the same moment',
    );
  return commit.id;
};

/** The branch is there, a file is another one: look again, then decide anew. */
const refusal = (json: unknown): GitHostError =>
  /not allowed|protected|pre-receive|push rule/i.test(refusalText(json))
    ? new GitHostError(
        'GIT_FORBIDDEN',
        'a rule of the repository does not allow this commit',
        { status: 400 },
      )
    : new GitHostError(
        'GIT_CONFLICT',
        'the branch or a file is not what it was when the change was planned',
        { status: 400 },
      );

const lastCommit = async (
  project: GitlabProject,
  path: string,
  ref: string,
): Promise<string> => {
  const file = await project.http.ask(fileShape, {
    path: project.path('repository', 'files', path),
    query: { ref },
  });
  return file.last_commit_id;
};

const actionOf = (
  bytes: Uint8Array | undefined,
  expectBlob: string | null,
): 'create' | 'update' | 'delete' => {
  if (!bytes) return 'delete';
  return expectBlob === null ? 'create' : 'update';
};

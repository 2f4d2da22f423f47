import { WriteStep } from '../api/GitHostApi';
import { CommitRequest, FileWrite } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { GiteaRepository } from './GiteaRepository';
import { filesShape } from './shapes';

/**
 * One commit with all files. `POST /contents` starts a new branch at the head of
 * another one and not at a commit, so the branch is made first, by itself
 * (`old_ref_name` may be a commit), and the parent is looked at afterwards.
 */
export const writeCommit = async (
  repository: GiteaRepository,
  { branch, createFrom, files, message }: CommitRequest,
  step: WriteStep,
): Promise<string> => {
  const { http } = repository;
  if (step.step === 'create-branch')
    await http.send({
      method: 'POST',
      path: repository.path('branches'),
      body: { new_branch_name: branch, old_ref_name: createFrom },
    });
  const { status, json } = await http.send({
    method: 'POST',
    path: repository.path('contents'),
    body: { branch, message, files: files.map(operationOn) },
    accept: [404],
  });
  if (status === 404) {
    // A branch or a file that was there a moment ago, or all of the repository.
    await repository.repository();
    throw moved();
  }
  const { commit } = http.read(filesShape, json);
  const parent = step.step === 'write' ? step.parent : createFrom;
  if (commit.parents?.length && commit.parents[0].sha !== parent) throw moved();
  return commit.sha;
};

const moved = () =>
  new GitHostError(
    'GIT_CONFLICT',
    'somebody else changed the branch at the same moment',
  );

/** `sha` is asked of each update and each removal: 422 when it is another one. */
const operationOn = ({ path, bytes, expectBlob }: FileWrite) => ({
  operation: operationOf(bytes, expectBlob),
  path,
  ...(bytes ? { content: Buffer.from(bytes).toString('base64') } : {}),
  ...(expectBlob === null ? {} : { sha: expectBlob }),
});

const operationOf = (
  bytes: Uint8Array | undefined,
  expectBlob: string | null,
): 'create' | 'update' | 'delete' => {
  if (!bytes) return 'delete';
  return expectBlob === null ? 'create' : 'update';
};

import { CommitStatus } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { GitlabProject } from './GitlabProject';
import { refusalText } from './refusalText';

/**
 * Sets a status. One of ours that is pending is changed, of one that is done
 * another one is made (`Ci::CreateCommitStatusService`); a pending one cannot
 * become pending again, and keeps what it says.
 */
export const setStatus = async (
  project: GitlabProject,
  sha: string,
  { context, state, description, url }: CommitStatus,
): Promise<void> => {
  const { json, status } = await project.http.send({
    method: 'POST',
    path: project.path('statuses', sha),
    body: {
      name: context,
      state: state === 'failure' ? 'failed' : state,
      description: description.slice(0, 255),
      ...(url ? { target_url: url } : {}),
    },
    accept: [400],
  });
  if (status === 400 && !/Cannot transition status/.test(refusalText(json)))
    throw new GitHostError(
      'GIT_CONFLICT',
      'the git host refuses the commit status',
      { status },
    );
};

import { z } from 'zod';
import { NewPull } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { GitlabProject } from './GitlabProject';
import { compareShape, MergeRequestShape, mergeRequestShape } from './shapes';

/** The open merge request of two branches of this very project. */
export const findOpenPull = async (
  project: GitlabProject,
  head: string,
  base: string,
): Promise<MergeRequestShape | undefined> => {
  const open = await project.http.ask(z.array(mergeRequestShape), {
    path: project.path('merge_requests'),
    query: { state: 'opened', source_branch: head, target_branch: base },
  });
  // A fork may have a branch of the same name.
  return open.find(
    pull =>
      pull.source_branch === head &&
      pull.target_branch === base &&
      pull.source_project_id === pull.target_project_id,
  );
};

/** 409: "Another open merge request already exists for this source branch". */
export const createPull = async (
  project: GitlabProject,
  { head, base, title, body }: NewPull,
): Promise<MergeRequestShape | 'exists'> => {
  const { http } = project;
  // GitLab opens empty merge requests without a word.
  const { commits } = await http.ask(compareShape, {
    path: project.path('repository', 'compare'),
    query: { from: base, to: head },
  });
  if (commits.length === 0)
    throw new GitHostError('NO_CHANGES', 'the base holds all of it already');
  const { status, json } = await http.send({
    method: 'POST',
    path: project.path('merge_requests'),
    body: {
      source_branch: head,
      target_branch: base,
      title,
      description: body,
    },
    accept: [409],
  });
  return status === 409 ? 'exists' : http.read(mergeRequestShape, json);
};

import { NewPull } from '../GitHost';
import { warnOf } from '../warnOf';
import { GitlabProject } from './GitlabProject';
import { GitlabUsers } from './GitlabUsers';
import { MergeRequestShape, mergeRequestShape } from './shapes';

/**
 * Labels and reviewers of a merge request that is there already, so that a crash
 * between the two is made good by doing it again.
 */
export const decoratePull = async (
  project: GitlabProject,
  users: GitlabUsers,
  pull: MergeRequestShape,
  { labels, reviewers }: Pick<NewPull, 'labels' | 'reviewers'>,
): Promise<readonly string[]> => {
  const warnings: string[] = [];
  const path = project.path('merge_requests', pull.iid);
  if (labels.length)
    warnings.push(
      ...(await warnOf('the labels could not be set', () =>
        project.http.send({
          method: 'PUT',
          path,
          body: { add_labels: labels.join(',') },
        }),
      )),
    );
  const { ids, unknown } = await idsOf(users, reviewers);
  const there = (pull.reviewers ?? []).map(({ id }) => id);
  const refused = new Set(unknown);
  if ([...ids.values()].some(id => !there.includes(id))) {
    // The list is replaced: those who were asked before stay in it.
    const wanted = [...new Set([...there, ...ids.values()])];
    const failed = await warnOf('refused', async () => {
      const after = await project.http.ask(mergeRequestShape, {
        method: 'PUT',
        path,
        body: { reviewer_ids: wanted },
      });
      // Without a paid plan GitLab takes one reviewer and leaves out the rest.
      const asked = (after.reviewers ?? []).map(({ id }) => id);
      for (const [login, id] of ids)
        if (!asked.includes(id)) refused.add(login);
    });
    if (failed.length) for (const login of ids.keys()) refused.add(login);
  }
  return [
    ...warnings,
    ...[...refused].map(login => `'${login}' could not be asked for a review`),
  ];
};

const idsOf = async (
  users: GitlabUsers,
  logins: readonly string[],
): Promise<{ ids: Map<string, number>; unknown: readonly string[] }> => {
  const ids = new Map<string, number>();
  for (const login of logins) {
    const user = await users.named(login);
    if (user) ids.set(login, user.id);
  }
  return { ids, unknown: logins.filter(login => !ids.has(login)) };
};

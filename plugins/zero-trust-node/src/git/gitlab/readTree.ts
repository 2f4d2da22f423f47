import { TreeEntry } from '../GitHost';
import { readPages } from '../http/readPages';
import { GitlabProject, pageSize } from './GitlabProject';
import { treeShape } from './shapes';

/**
 * Every file of a commit. A tree is read by keyset: what comes next stands in
 * the header `Link`. It tells no sizes.
 */
export const readTree = async (
  project: GitlabProject,
  sha: string,
): Promise<readonly TreeEntry[]> => {
  let token: string | undefined;
  const items = await readPages(async () => {
    const { json, headers } = await project.http.send({
      path: project.path('repository', 'tree'),
      query: {
        ref: sha,
        recursive: 'true',
        per_page: pageSize,
        pagination: 'keyset',
        ...(token === undefined ? {} : { page_token: token }),
      },
    });
    token = nextToken(headers);
    return {
      items: project.http.read(treeShape, json),
      more: token !== undefined,
    };
  });
  return items
    .filter(({ type }) => type !== 'tree')
    .map(({ id, path, mode }) => ({ path, mode, blobSha: id }));
};

/** Of the link to the next page only its token is used, never its address. */
const nextToken = (headers: Headers): string | undefined => {
  const link = (headers.get('link') ?? '')
    .split(',')
    .find(part => /rel="?next"?/.test(part));
  const token = link && /[?&]page_token=([^&>]+)/.exec(link)?.[1];
  return token ? decodeURIComponent(token) : undefined;
};

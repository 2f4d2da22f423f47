import { Pull } from '@ztn/backstage-plugin-zero-trust-node';
import { RequestFinding } from '@ztn/backstage-plugin-zero-trust-common';
import { RequestRecord, StoredPart } from '../store/StoredRequest';
import { WorkContext } from './WorkContext';

/**
 * What the pull request's head has become. It may touch planned files only:
 * whoever approves must see all of it in the request.
 */
export async function judgeFiles(
  _record: RequestRecord,
  part: StoredPart,
  { files, state }: Pull,
  _context: WorkContext,
): Promise<readonly RequestFinding[]> {
  if (state === 'closed') return [];
  const others = files.filter(path => !part.files.includes(path));
  if (others.length === 0) return [];
  return [
    {
      id: 'diff-scope',
      level: 'block',
      message: `the pull request changes ${others.length} file(s) that the request did not plan`,
      about: [...others],
    },
  ];
}

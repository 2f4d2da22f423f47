import { z } from 'zod';
import { GitlabProject } from './GitlabProject';
import { noteShape, NoteShape } from './shapes';

/** Comments and what the system noted, oldest first. */
export const readNotes = (
  project: GitlabProject,
  number: number,
): Promise<NoteShape[]> =>
  project.all(z.array(noteShape), {
    path: project.path('merge_requests', number, 'notes'),
    query: { sort: 'asc', order_by: 'created_at' },
  });

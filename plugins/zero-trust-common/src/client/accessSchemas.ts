import { accessOptionsSchema } from '../api/accessOptions';
import { accessPreviewSchema } from '../api/accessPreview';
import {
  accessRequestEventsSchema,
  accessRequestSchema,
  accessRequestsResponseSchema,
  createdAccessRequestSchema,
} from '../api/accessRequests';

/** What answers about access requests are checked with. */
export const accessSchemas = {
  accessOptionsSchema,
  accessPreviewSchema,
  accessRequestEventsSchema,
  accessRequestSchema,
  accessRequestsResponseSchema,
  createdAccessRequestSchema,
};

export type AccessSchemas = typeof accessSchemas;

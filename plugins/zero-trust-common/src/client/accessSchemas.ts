export { accessPreviewSchema } from '../api/accessPreview';
export {
  accessOptionsSchema,
  accessRequestEventsSchema,
  accessRequestSchema,
  accessRequestsResponseSchema,
  createdAccessRequestSchema,
} from '../api/accessRequests';

export {
  accessOptionsSchema,
  accessPreviewSchema,
  accessRequestEventsSchema,
  accessRequestSchema,
  accessRequestsResponseSchema,
  createdAccessRequestSchema,
} from '@ztn/backstage-plugin-zero-trust-common';

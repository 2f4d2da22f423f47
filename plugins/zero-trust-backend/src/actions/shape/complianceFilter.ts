import { z } from 'zod/v3';

/** Which part of the fleet is meant; all of them have to fit. */
export const complianceFilter = {
  cluster: z.string().max(253).optional(),
  namespace: z.string().max(63).optional(),
  owner: z
    .string()
    .max(500)
    .optional()
    .describe('Owner in the catalog, such as group:default/team.'),
  system: z
    .string()
    .max(500)
    .optional()
    .describe('System in the catalog, such as system:default/shop.'),
};

import {
  complianceFilterSchema,
  zeroTrustComplianceReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';
import { parse } from '../api/parse';
import { ActionParts } from './ActionParts';
import { answerAction } from './answerAction';
import { dataAge, toDataAge } from './shape/dataAge';
import { complianceFilter } from './shape/complianceFilter';

const name = 'get-compliance-summary';

/** `GET /v1/compliance`. */
export const getComplianceSummary = ({
  actionsRegistry,
  auditor,
  compliance,
}: ActionParts) =>
  actionsRegistry.register({
    name,
    title: 'Summarise zero trust compliance',
    description: `
Counts for every control how many workloads, namespaces or clusters pass it, over the whole fleet or a part of it, and
names the namespaces that have taken plaintext for longest. For people who may see the whole fleet.
Use list-noncompliant-services for which services they are.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: zeroTrustComplianceReadPermission,
    schema: {
      input: () => z.object(complianceFilter),
      output: () =>
        z.object({
          ...dataAge,
          workloads: z.number().int(),
          excludedWorkloads: z.number().int(),
          controls: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              scope: z.string(),
              severity: z.string(),
              counts: z.object({
                pass: z.number().int(),
                partial: z.number().int(),
                fail: z.number().int(),
                unknown: z
                  .number()
                  .int()
                  .describe('It cannot be told; not a pass and not a failure.'),
                waived: z.number().int(),
              }),
            }),
          ),
          permissive: z.array(
            z.object({
              cluster: z.string(),
              namespace: z.string(),
              since: z.string().optional(),
              days: z.number().int().optional(),
            }),
          ),
        }),
    },
    action: ({ input, credentials }) => {
      const filter = parse(complianceFilterSchema, input);
      const event = { eventId: 'compliance-fetch', action: name, credentials };
      return answerAction(
        auditor,
        { ...event, meta: { ...input } },
        async () => {
          const overview = await compliance.overview(filter, { credentials });
          const { workloads, excludedWorkloads, controls, permissive } =
            overview;
          return {
            ...toDataAge(overview),
            workloads,
            excludedWorkloads,
            controls,
            permissive,
          };
        },
      );
    },
  });

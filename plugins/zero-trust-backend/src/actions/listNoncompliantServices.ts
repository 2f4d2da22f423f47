import {
  complianceWorkloadsQuerySchema,
  zeroTrustComplianceReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';
import { parse } from '../api/parse';
import { ActionParts } from './ActionParts';
import { answerAction } from './answerAction';
import { complianceFilter } from './shape/complianceFilter';
import { dataAge, toDataAge } from './shape/dataAge';

const name = 'list-noncompliant-services';

/** `GET /v1/compliance/workloads`, those that fail, worst first. */
export const listNoncompliantServices = ({
  actionsRegistry,
  auditor,
  compliance,
}: ActionParts) =>
  actionsRegistry.register({
    name,
    title: 'List services that do not comply with zero trust',
    description: `
Lists workloads that fail a control, with their catalog entities and which controls they fail, worst first. With a
control, only those that fail this one; ids are in get-compliance-summary. For people who may see the whole fleet.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: zeroTrustComplianceReadPermission,
    schema: {
      input: () =>
        z.object({
          ...complianceFilter,
          control: z.string().max(100).optional(),
          state: z
            .enum(['fail', 'partial', 'unknown'])
            .default('fail')
            .describe('unknown: it cannot be told whether they comply.'),
          limit: z.number().int().min(1).max(50).default(20),
          cursor: z
            .string()
            .max(1000)
            .optional()
            .describe('nextCursor of the page before.'),
        }),
      output: () =>
        z.object({
          ...dataAge,
          items: z.array(
            z.object({
              cluster: z.string(),
              workload: z.string(),
              entities: z.array(z.string()),
              owners: z.array(z.string()),
              fail: z.array(z.string()),
              partial: z.array(z.string()),
              unknown: z.array(z.string()),
            }),
          ),
          totalItems: z.number().int(),
          nextCursor: z.string().optional(),
        }),
    },
    action: ({ input, credentials }) => {
      const query = parse(complianceWorkloadsQuerySchema, input);
      const meta = { state: input.state };
      const event = { eventId: 'compliance-fetch', action: name, meta };
      return answerAction(auditor, { ...event, credentials }, async () => {
        const found = await compliance.workloads(query, { credentials });
        return {
          ...toDataAge(found),
          items: found.items.map(({ states, ...workload }) => {
            const inState = (wanted: string) =>
              Object.keys(states).filter(id => states[id] === wanted);
            const { entities } = workload;
            return {
              cluster: workload.cluster,
              workload: workload.key,
              entities: entities.map(({ entityRef }) => entityRef),
              owners: [
                ...new Set(entities.flatMap(({ owner }) => owner ?? [])),
              ],
              fail: inState('fail'),
              partial: inState('partial'),
              unknown: inState('unknown'),
            };
          }),
          totalItems: found.totalItems,
          nextCursor: found.nextCursor,
        };
      });
    },
  });

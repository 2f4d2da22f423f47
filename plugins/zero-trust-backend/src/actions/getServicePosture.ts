import { z } from 'zod/v3';
import { ActionParts } from './ActionParts';
import { answerAction } from './answerAction';
import { parseRef } from './parseRef';
import { dataAge, toDataAge } from './shape/dataAge';
import { firstOf } from './shape/firstOf';
import { toWorkload, workloadSchema } from './shape/workload';

const name = 'get-service-posture';
const WORKLOADS = 10;

/** `GET /v1/entities/…/posture`, in short. */
export const getServicePosture = ({
  actionsRegistry,
  auditor,
  postures,
}: ActionParts) =>
  actionsRegistry.register({
    name,
    title: 'Get the zero trust posture of a service',
    description: `
Tells how a catalog entity's Kubernetes workloads are protected, per cluster and worst first: mutual TLS, identity,
isolation, who may call it and what it may call (counted), ways in from outside, failed controls and findings.
Use it for "is this service secure" and "what is wrong with it". Use explain-connection for one particular call, and
list-service-permissions for who exactly may call it.
States and outcomes of "unknown" mean that it cannot be told; never report them as secure or as insecure.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () =>
        z.object({
          entityRef: z
            .string()
            .max(500)
            .describe('A catalog entity, such as component:default/payment.'),
        }),
      output: () =>
        z.object({
          entityRef: z.string(),
          ...dataAge,
          mapping: z.object({
            state: z
              .enum(['matched', 'no-annotation', 'no-match', 'unreadable'])
              .describe('Whether the entity is tied to workloads.'),
            tried: z.array(z.string()),
          }),
          workloads: z.array(workloadSchema),
          more: z.number().int().optional(),
        }),
    },
    action: ({ input, credentials }) => {
      const entityRef = parseRef(input.entityRef);
      const event = { eventId: 'posture-fetch', action: name, credentials };
      return answerAction(
        auditor,
        { ...event, meta: { entityRef } },
        async () => {
          const posture = await postures.posture(entityRef, { credentials });
          const { items, more } = firstOf(posture.workloads, WORKLOADS);
          return {
            entityRef: posture.entityRef,
            ...toDataAge(posture),
            mapping: {
              state: posture.mapping.state,
              tried: posture.mapping.tried
                .slice(0, WORKLOADS)
                .map(
                  ({ cluster, annotation, matched, reason }) =>
                    `${annotation} in ${cluster}: ${reason ?? matched}`,
                ),
            },
            workloads: items.map(toWorkload),
            more,
          };
        },
      );
    },
  });

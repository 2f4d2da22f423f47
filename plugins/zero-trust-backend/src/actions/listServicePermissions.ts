import { permissionsQuerySchema } from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';
import { parse } from '../api/parse';
import { ActionParts } from './ActionParts';
import { answerAction } from './answerAction';
import { parseRef } from './parseRef';
import { dataAge, toDataAge } from './shape/dataAge';
import { layersSchema, toLayers } from './shape/layers';
import { peerName } from './shape/peerName';
import { outcomeEnum } from './shape/words';

const name = 'list-service-permissions';

/** Any text list of an HTTP operation; all of it, since it limits what passes. */
const texts = z.array(z.string()).optional();
const operation = z
  .object({
    methods: texts,
    paths: texts,
    hosts: texts,
    notMethods: texts,
    notPaths: texts,
    notHosts: texts,
  })
  .passthrough();

/** `GET /v1/entities/…/permissions`, one short page at a time. */
export const listServicePermissions = ({
  actionsRegistry,
  auditor,
  postures,
}: ActionParts) =>
  actionsRegistry.register({
    name,
    title: 'List who may call a service, or whom it may call',
    description: `
Lists the connections that policy allows, denies or cannot decide for a catalog entity's Kubernetes workloads, with the
rules that decided. "inbound": who may call it; "outbound": whom it may call. Peers that you may not see are counted in
hiddenPeers and not listed. Use explain-connection instead when both ends and the port are known.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () =>
        z.object({
          entityRef: z
            .string()
            .max(500)
            .describe('A catalog entity, such as component:default/payment.'),
          direction: z.enum(['inbound', 'outbound']),
          outcome: outcomeEnum.optional(),
          cluster: z.string().max(253).optional(),
          q: z
            .string()
            .max(200)
            .optional()
            .describe('Only peers whose name has this in it.'),
          limit: z.number().int().min(1).max(50).default(20),
          cursor: z
            .string()
            .max(500)
            .optional()
            .describe('nextCursor of the page before.'),
        }),
      output: () =>
        z.object({
          entityRef: z.string(),
          direction: z.enum(['inbound', 'outbound']),
          ...dataAge,
          items: z.array(
            z.object({
              cluster: z.string(),
              workload: z.string().describe('The workload of the entity.'),
              peer: z.string(),
              peerEntities: z.array(z.string()),
              protocol: z.string(),
              ports: z.array(z.string()),
              http: z
                .object({
                  allow: z.union([z.array(operation), z.literal('any')]),
                  except: z.array(operation),
                })
                .optional()
                .describe('Absent: whatever is asked on these ports.'),
              outcome: outcomeEnum,
              transport: z.string(),
              layers: layersSchema,
            }),
          ),
          totalItems: z.number().int(),
          hiddenPeers: z.number().int(),
          nextCursor: z.string().optional(),
        }),
    },
    action: ({ input, credentials }) => {
      const entityRef = parseRef(input.entityRef);
      const { entityRef: _, ...asked } = input;
      const query = parse(permissionsQuerySchema, asked);
      const meta = { entityRef, direction: query.direction };
      const event = { eventId: 'permissions-fetch', action: name, meta };
      return answerAction(auditor, { ...event, credentials }, async () => {
        const found = await postures.permissions(entityRef, query, {
          credentials,
        });
        return {
          entityRef: found.entityRef,
          direction: found.direction,
          ...toDataAge(found),
          items: found.items.map(row => ({
            cluster: row.cluster,
            workload: row.workload,
            peer: peerName(row.peer),
            peerEntities:
              row.peer.type === 'workload'
                ? row.peer.entities.map(entity => entity.entityRef)
                : [],
            protocol: row.traffic.protocol,
            ports: row.traffic.ports.map(({ first, last }) =>
              first === last ? `${first}` : `${first}-${last}`,
            ),
            http: row.traffic.http,
            outcome: row.outcome,
            transport: row.transport,
            layers: toLayers(row.layers),
          })),
          totalItems: found.totalItems,
          hiddenPeers: found.hiddenPeers,
          nextCursor: found.nextCursor,
        };
      });
    },
  });

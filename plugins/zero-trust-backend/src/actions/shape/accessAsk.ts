import {
  AccessSpec,
  accessAskSchema,
  toAccessSpec,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';
import { parse } from '../../access/http/parse';
import { parseSpec } from '../../access/http/parseSpec';
import { httpMethodEnum, policyDialectEnum } from './words';

const fields = accessAskSchema.shape;
/** The field's own words, which the registry's older zod cannot read itself. */
const said = (field: keyof typeof fields) => fields[field].description ?? '';

/** What to tell of an ask; `toSpec` checks it by the API's own schema. */
export const accessAsk = {
  caller: z.string().max(500).describe(said('caller')),
  callee: z.string().max(500).describe(said('callee')),
  cluster: z.string().max(253).describe(said('cluster')),
  rules: z
    .array(
      z.object({
        port: z.number().int().min(1).max(65535),
        protocol: z.enum(['TCP', 'UDP']).default('TCP'),
        http: z
          .object({
            methods: z.array(httpMethodEnum),
            paths: z.array(
              z.object({
                type: z.enum(['exact', 'prefix', 'template']),
                value: z.string().max(256),
              }),
            ),
          })
          .optional()
          .describe('Without it, everything on the port.'),
      }),
    )
    .min(1)
    .max(20)
    .describe(said('rules')),
  callerIdentity: z
    .object({ namespace: z.string(), serviceAccount: z.string() })
    .optional()
    .describe(said('callerIdentity')),
  calleeWorkload: z
    .object({ namespace: z.string(), kind: z.string(), name: z.string() })
    .optional()
    .describe(said('calleeWorkload')),
  layers: z.array(policyDialectEnum).optional().describe(said('layers')),
  choices: z.array(z.string()).max(20).optional().describe(said('choices')),
};

/** The ask as the routes read it; throws their errors. */
export const toSpec = (ask: object): AccessSpec =>
  parseSpec(toAccessSpec(parse(accessAskSchema, ask)));

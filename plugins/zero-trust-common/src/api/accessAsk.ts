import { z } from 'zod';
import { AccessSpecInput, accessSpecSchema } from './accessSpec';

const { caller, callee, cluster, rules, layers, choices } =
  accessSpecSchema.shape;

/**
 * An `AccessSpec` as templates and agents write it: the two ends by their
 * references, and beside them what is needed only where an end is ambiguous.
 */
export const accessAskSchema = z
  .object({
    caller: caller.shape.entityRef.describe(
      'Entity reference of the service that calls; you must own it.',
    ),
    callee: callee.shape.entityRef.describe(
      'Entity reference of the service that is called.',
    ),
    cluster: cluster.describe('Name of the cluster in which both run.'),
    rules: rules.describe(
      `Ports of the callee's workload and, where a service mesh can tell them apart, methods and paths.`,
    ),
    callerIdentity: caller.shape.identity.describe(
      'Which service account calls; needed only where the caller has several.',
    ),
    calleeWorkload: callee.shape.workload.describe(
      'Which workload is called; needed only where the callee has several.',
    ),
    layers: layers.describe(
      'Where policies may be written; absent: wherever a change is needed.',
    ),
    choices: choices.describe(
      'Ids that the preview gives where several files hold an object.',
    ),
  })
  .strict();

export type AccessAsk = z.output<typeof accessAskSchema>;

/** The same ask as the API takes it. */
export const toAccessSpec = (ask: AccessAsk): AccessSpecInput => ({
  caller: {
    entityRef: ask.caller,
    ...(ask.callerIdentity ? { identity: ask.callerIdentity } : {}),
  },
  callee: {
    entityRef: ask.callee,
    ...(ask.calleeWorkload ? { workload: ask.calleeWorkload } : {}),
  },
  cluster: ask.cluster,
  rules: ask.rules,
  ...(ask.layers ? { layers: ask.layers } : {}),
  ...(ask.choices ? { choices: ask.choices } : {}),
});

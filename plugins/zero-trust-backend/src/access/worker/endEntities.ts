import { EndEntities, resolveEnds, changedEnd } from '../plan/resolveEnds';
import { ownersOf } from '../review/ReviewerDirectory';
import { EndOwners, RequestRecord } from '../store/StoredRequest';
import { WorkContext } from './WorkContext';

/** Both entities as they are now, read with the plugin's own rights. */
export async function readEnds(
  { request }: RequestRecord,
  { catalog, auth }: WorkContext,
): Promise<EndEntities | undefined> {
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.getEntitiesByRefs(
    {
      entityRefs: [
        request.spec.caller.entityRef,
        request.spec.callee.entityRef,
      ],
    },
    { credentials },
  );
  const [caller, callee] = items;
  return caller && callee ? { caller, callee } : undefined;
}

export const ownersOfEnds = ({ caller, callee }: EndEntities): EndOwners => ({
  caller: ownersOf(caller),
  callee: ownersOf(callee),
});

/**
 * Why the two are not those any more who were asked for; undefined: they are, as
 * far as the cluster can be read.
 */
export function changeOfEnds(
  { request }: RequestRecord,
  entities: EndEntities | undefined,
  { snapshots }: WorkContext,
): string | undefined {
  if (!entities) return 'an entity of the request is gone from the catalog';
  const state = snapshots.get(request.spec.cluster);
  if (!state.snapshot) return undefined;
  try {
    const side = changedEnd(
      request.ends,
      resolveEnds(request.spec, entities, state),
    );
    return side === undefined
      ? undefined
      : `the ${side} is no longer the workload that the request was made for`;
  } catch (error) {
    return error instanceof Error ? error.message : 'an end is gone';
  }
}

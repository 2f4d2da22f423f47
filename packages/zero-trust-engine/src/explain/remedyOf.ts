import { Connection } from '../Connection';
import { compile } from '../evaluate/compile';
import { Engine } from '../evaluate/Engine';
import { RawObject } from '../snapshot/KubernetesObject';
import { withObjects } from '../snapshot/withObjects';
import { proposeMeshRule } from './proposeMeshRule';
import { proposeNetworkRule } from './proposeNetworkRule';
import { provenEffect } from './provenEffect';
import { Refusal, refusalsOf } from './refusals';
import { Obstacle, ProposedObject, Remedy } from './Remedy';

/**
 * The smallest change that would let a refused call through: one new object for
 * each place that refuses, put to the engine and judged again. Undefined for a
 * call that nothing refuses.
 *
 * Costs a compile of the whole snapshot: it is for a person who asks, not for
 * every row of a table.
 */
export function remedyOf(
  engine: Engine,
  connection: Connection,
): Remedy | undefined {
  const judged = engine.trace(connection);
  const proposals = judged
    .flatMap(refusalsOf)
    .map(refusal => proposalFor(refusal, engine, connection));
  if (proposals.length === 0) return undefined;
  const obstacles = distinct(proposals.filter(isObstacle));
  const objects = distinct(
    proposals.filter((p): p is ProposedObject => !isObstacle(p)),
  );
  if (objects.length === 0) {
    return { state: 'none', objects, obstacles, opens: [] };
  }
  const snapshot = withObjects(engine.snapshot, objects.map(objectOf));
  const changed = compile(snapshot, engine);
  const { outcome } = changed.judge(connection);
  const opens = provenEffect({ engine, changed, objects, connection, judged });
  return {
    state: stateOf(outcome === 'allow', opens.length),
    objects,
    obstacles,
    opens,
    outcome,
  };
}

function stateOf(isAllowed: boolean, opened: number): Remedy['state'] {
  if (!isAllowed) return 'not-enough';
  return opened > 0 ? 'opens-more' : 'proven';
}

function proposalFor(
  refusal: Refusal,
  { snapshot }: Engine,
  connection: Connection,
): ProposedObject | Obstacle {
  switch (refusal.layer) {
    case 'network':
      return proposeNetworkRule(refusal, snapshot, connection);
    case 'mesh':
      return proposeMeshRule(refusal, snapshot, connection);
    default:
      return {
        layer: 'transport',
        code: 'connection-broken',
        because: refusal.verdict.because,
      };
  }
}

function isObstacle(proposal: ProposedObject | Obstacle): proposal is Obstacle {
  return 'code' in proposal;
}

function objectOf({ object }: ProposedObject): RawObject {
  return object;
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}

import { Engine, Outcome, strictest } from '@ztn/zero-trust-engine';
import { AccessGoal } from './AccessGoal';
import { PlanLayer } from './AccessPlan';
import { findEdge } from './goal/findEdge';
import { layersOf } from './layersOf';
import { readRule } from './read/readRule';

/** Whether a live cluster does what was asked for, and what it waits for. */
export interface Effectiveness {
  /** Every asked request passes every layer, for sure. */
  readonly effective: boolean;
  readonly outcome: Outcome;
  readonly layers: readonly PlanLayer[];
  /** Layers that do not let all of it through yet. */
  readonly waiting: readonly PlanLayer[];
  /** Why it cannot be told, where the way of a call is not clear. */
  readonly unclear?: string;
}

/**
 * Asks the live cluster. Throws `InvalidGoalError` when one end is gone: what
 * was granted is then granted to nobody.
 */
export function isEffective(engine: Engine, goal: AccessGoal): Effectiveness {
  const edge = findEdge(engine.snapshot, goal);
  const readings = goal.rules.map(rule => readRule(engine, edge, rule));
  const outcome = strictest(readings.map(reading => reading.outcome));
  const layers = layersOf(engine, {
    readings,
    readingsAfter: readings,
    objects: [],
    drafts: [],
  });
  const unclear = readings.find(reading => reading.unclear)?.unclear;
  return {
    effective: outcome === 'allow',
    outcome,
    layers,
    waiting: layers.filter(({ before }) => before !== 'allow'),
    ...(unclear && { unclear }),
  };
}

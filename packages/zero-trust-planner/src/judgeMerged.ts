import {
  ClusterChange,
  Engine,
  RawObject,
  selectorKeys,
  Snapshot,
} from '@ztn/zero-trust-engine';
import { AccessGoal, PolicyDialect } from './AccessGoal';
import { PlanFinding } from './AccessPlan';
import { isMap } from './objectRef';
import { objectRefOf } from './objectRefOf';
import { canonicalJson } from './canonicalJson';
import { findEdge } from './goal/findEdge';
import { grantGuardrails, guardrailFindings } from './guardrails';
import { PlanFacts } from './guardrails/PlanFacts';
import { PlanSettings } from './guardrails/PlanSettings';
import type { Attempt } from './planAccess';
import { changedEngine } from './prove/changedEngine';
import { effectOf } from './prove/effectOf';
import { GrantedTraffic, grantOf } from './prove/grantOf';
import { readRule } from './read/readRule';
import { finish, inPieces, Steps } from './steps';

/** What was merged, as the files say it. */
export interface MergedInput {
  /** The compiled cluster, whether the merged objects are live in it or not. */
  readonly engine: Engine;
  readonly goal: AccessGoal;
  /** The objects of the plan's files, read again after the merge. */
  readonly objects: readonly RawObject[];
  /** The same objects before the change, where they were there. */
  readonly before?: readonly RawObject[];
  readonly settings?: PlanSettings;
  readonly facts?: PlanFacts;
}

/** What a merged change really grants. */
export interface MergedJudgement {
  /** How much of what was asked for passes now. */
  readonly fulfils: 'all' | 'some' | 'none' | 'unknown';
  /** The cluster's own answer is unknown as it is: later it may be another. */
  readonly undecided?: true;
  /** What the caller may do at the callee because of these objects. */
  readonly grant: readonly GrantedTraffic[];
  /** Guardrails that the merged objects break; a `block` needs attention. */
  readonly findings: readonly PlanFinding[];
  /** Every change of permissions because of these objects. */
  readonly effect: readonly ClusterChange[];
}

/**
 * Judges what was merged instead of what was asked: a reviewer may have narrowed
 * it, and somebody may have widened it. The cluster without these objects is
 * compared with the cluster with them.
 */
export const judgeMerged = (input: MergedInput): MergedJudgement =>
  finish(judgeMergedSteps(input));

/** The same in pieces, of which none takes long in a large cluster. */
export function* judgeMergedSteps(input: MergedInput): Steps<MergedJudgement> {
  const { goal, objects, before = [] } = input;
  const unread = unreadable(input);
  if (unread.length > 0) {
    return { fulfils: 'unknown', grant: [], findings: unread, effect: [] };
  }
  yield;
  const engine = changedEngine(input.engine, before, objects);
  yield;
  const after = changedEngine(input.engine, objects);
  yield;
  const edge = findEdge(engine.snapshot, goal);
  const readingsIn = (one: Engine) =>
    inPieces(goal.rules, rule => readRule(one, edge, rule));
  const readings = yield* readingsIn(engine);
  const readingsAfter = yield* readingsIn(after);
  const effect = yield* effectOf(engine, after, edge, readings, [
    ...objects,
    ...before,
  ]);
  const tried: Attempt = {
    readings,
    readingsAfter,
    drafts: [],
    refused: [],
    objects: objects.map(object => ({
      object,
      dialect: dialectOf(object),
      side: 'callee',
      point: 'ingress',
      placeId: objectRefOf(object),
    })),
    after,
    effect,
  };
  const context = {
    ...input,
    engine,
    edge,
    tried,
    objects: objects.map(object => newRulesOf(object, before)),
  };
  const outcomes = readingsAfter.map(({ outcome }) => outcome);
  const grant = grantOf(engine, after, edge, readings, effect);
  const fulfils = fulfilmentOf(outcomes, grant.length > 0);
  const findings = yield* guardrailFindings(context, grantGuardrails);
  return {
    fulfils,
    grant,
    effect: effect.changes,
    ...(fulfils === 'unknown'
      ? { undecided: true, findings: [...findings, cannotTell(objects)] }
      : { findings }),
  };
}

/** Nothing that was found is not the same as nothing that is there. */
function cannotTell(objects: readonly RawObject[]): PlanFinding {
  const about = objects.map(objectRefOf);
  return {
    id: 'unreadable',
    level: 'block',
    message: `What ${about.join(
      ', ',
    )} lets through cannot be told: the answer for this connection is unknown.`,
    about,
  };
}

/** An object without the rules that it had before: those are not new. */
function newRulesOf(
  object: RawObject,
  before: readonly RawObject[],
): RawObject {
  const ref = objectRefOf(object);
  const old = before.find(other => objectRefOf(other) === ref);
  if (!old || !isMap(object.spec) || !isMap(old.spec)) return object;
  const known = old.spec;
  const spec = Object.entries(object.spec).map(([key, value]) => {
    const items = known[key];
    if (!Array.isArray(value) || !Array.isArray(items)) return [key, value];
    const texts = new Set(items.map(canonicalJson));
    return [key, value.filter(item => !texts.has(canonicalJson(item)))];
  });
  return { ...object, spec: Object.fromEntries(spec) };
}

function fulfilmentOf(
  outcomes: readonly string[],
  grantsSomething: boolean,
): MergedJudgement['fulfils'] {
  if (outcomes.every(outcome => outcome === 'allow')) return 'all';
  if (outcomes.includes('unknown')) return 'unknown';
  return grantsSomething || outcomes.includes('allow') ? 'some' : 'none';
}

function dialectOf({ kind }: RawObject): PolicyDialect {
  if (kind === 'AuthorizationPolicy') return 'istio';
  return kind === 'CiliumNetworkPolicy' ? 'cilium' : 'networkpolicy';
}

const writable = [
  'AuthorizationPolicy',
  'NetworkPolicy',
  'CiliumNetworkPolicy',
];

/** Objects of which the engine cannot tell what they do. */
function unreadable({
  engine,
  objects,
  before = [],
}: MergedInput): readonly PlanFinding[] {
  return objects.flatMap((object): readonly PlanFinding[] => {
    const ref = objectRefOf(object);
    const finding = (message: string): PlanFinding => ({
      id: 'unreadable',
      level: 'block',
      message,
      about: [ref],
    });
    if (!writable.includes(object.kind)) {
      return [finding(`${ref} is of a kind that requests do not write.`)];
    }
    try {
      changedEngine(engine, [object, ...before]);
    } catch (error) {
      return [finding(`${ref} cannot be read: ${String(error)}.`)];
    }
    return dividesPods(engine.snapshot, object)
      ? [finding(`${ref} tells pods of one workload apart.`)]
      : [];
  });
}

/** A selector that reads a label in which pods of one workload differ. */
function dividesPods({ workloads }: Snapshot, object: RawObject): boolean {
  const keys = selectorKeys(object);
  return workloads.some(({ pods }) =>
    keys.some(key => pods.some(pod => pod.labels[key] !== pods[0].labels[key])),
  );
}

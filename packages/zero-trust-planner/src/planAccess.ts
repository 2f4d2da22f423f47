import { Engine, RawObject } from '@ztn/zero-trust-engine';
import { AccessGoal } from './AccessGoal';
import { AccessPlan, PlannedObject } from './AccessPlan';
import { Draft, GenerateContext, PlanRequest } from './generate/Draft';
import { draftsOf, HttpInNetwork } from './generate/draftsOf';
import { generate } from './generate/generate';
import { checkRequest } from './generate/metadata';
import { findEdge, Edge } from './goal/findEdge';
import { guardrailFindings } from './guardrails';
import { PlanFacts } from './guardrails/PlanFacts';
import { PlanSettings } from './guardrails/PlanSettings';
import { layersOf } from './layersOf';
import { changedEngine } from './prove/changedEngine';
import { Effect, effectOf } from './prove/effectOf';
import { mergeTargets } from './prove/mergeTargets';
import { readRule, RuleReading } from './read/readRule';
import { finish, inPieces, Steps } from './steps';
import { reasonWords } from './words/reasonWords';
import { changeReason, PlanNames, sentenceOf } from './words/sentenceOf';

/** What a plan is made from. */
export interface PlanInput {
  /** The compiled cluster of the callee, which holds the caller too. */
  readonly engine: Engine;
  readonly goal: AccessGoal;
  /** Absent in a preview: objects then have no marks of a request. */
  readonly request?: PlanRequest;
  readonly settings?: PlanSettings;
  readonly facts?: PlanFacts;
  readonly names?: PlanNames;
  /** The cluster's objects as it has them, of which some may take a rule. */
  readonly objects?: readonly RawObject[];
}

/**
 * The least change of policy that lets a caller do what is asked and nothing
 * else, proven by the engine. Throws `InvalidGoalError` for a goal that nothing
 * may be generated from.
 */
export const planAccess = (input: PlanInput): AccessPlan =>
  finish(planSteps(input));

/** The same in pieces, of which none takes long in a large cluster. */
export function* planSteps(input: PlanInput): Steps<AccessPlan> {
  const { engine, goal, request } = input;
  if (request) checkRequest(request);
  const edge = findEdge(engine.snapshot, goal);
  yield;
  const readings = yield* inPieces(goal.rules, rule =>
    readRule(engine, edge, rule),
  );
  const once = yield* attempt(input, edge, readings, 'where it arrives');
  const isTooWide =
    once.effect.otherRequests.length > 0 &&
    engine.snapshot.facts.cni === 'cilium';
  const twice = isTooWide
    ? yield* attempt(input, edge, readings, 'where it leaves too')
    : once;
  return yield* concluded(input, edge, isBetter(twice, once) ? twice : once);
}

/** One try at a plan, with its proof. */
export interface Attempt {
  readonly readings: readonly RuleReading[];
  readonly drafts: readonly Draft[];
  readonly objects: readonly (PlannedObject & { readonly placeId: string })[];
  /** Places for which nothing can be generated, and why. */
  readonly refused: readonly { readonly draft: Draft; readonly why: string }[];
  readonly after: Engine;
  readonly readingsAfter: readonly RuleReading[];
  readonly effect: Effect;
}

function* attempt(
  { engine, goal, request, settings }: PlanInput,
  edge: Edge,
  readings: readonly RuleReading[],
  http: HttpInNetwork,
): Steps<Attempt> {
  const context: GenerateContext = {
    snapshot: engine.snapshot,
    edge,
    request,
    hasDefaultDenyField:
      settings?.ciliumDefaultDenyField ?? knowsDefaultDeny(engine),
  };
  const drafts = draftsOf(engine, readings, http);
  const objects: (PlannedObject & { placeId: string })[] = [];
  const refused: { draft: Draft; why: string }[] = [];
  for (const draft of drafts) {
    if (goal.layers && !goal.layers.includes(draft.dialect)) {
      refused.push({ draft, why: 'the request leaves this layer out' });
      continue;
    }
    const made = generate(draft, context);
    if ('cannot' in made) {
      refused.push({ draft, why: made.cannot });
      continue;
    }
    const { place, dialect } = draft;
    if (place.layer === 'transport') continue;
    const { side, point, id } = place;
    objects.push({ dialect, side, point, object: made.object, placeId: id });
  }
  yield;
  const written = objects.map(({ object }) => object);
  const after = changedEngine(engine, written);
  yield;
  const readingsAfter = yield* inPieces(goal.rules, rule =>
    readRule(after, edge, rule),
  );
  return {
    readings,
    drafts,
    objects,
    refused,
    after,
    readingsAfter,
    effect: yield* effectOf(engine, after, edge, readings, written),
  };
}

/** `enableDefaultDeny` came with Cilium 1.16; an unknown version is not taken for it. */
function knowsDefaultDeny({ snapshot }: Engine): boolean {
  const parts = /^v?(\d+)\.(\d+)/.exec(snapshot.facts.cilium?.version ?? '');
  if (!parts) return false;
  const [major, minor] = [Number(parts[1]), Number(parts[2])];
  return major > 1 || (major === 1 && minor >= 16);
}

function isBetter(one: Attempt, other: Attempt): boolean {
  return (
    one.effect.otherRequests.length < other.effect.otherRequests.length &&
    one.readingsAfter.every(({ outcome }) => outcome === 'allow')
  );
}

function* concluded(
  input: PlanInput,
  edge: Edge,
  tried: Attempt,
): Steps<AccessPlan> {
  const { goal, names, engine } = input;
  const findings = yield* guardrailFindings({
    ...input,
    edge,
    tried,
    objects: tried.objects.map(({ object }) => object),
  });
  const blocks = findings.filter(({ level }) => level === 'block');
  const objects: PlannedObject[] = [];
  for (const { placeId: _placeId, ...planned } of tried.objects) {
    objects.push(
      blocks.length > 0 ? planned : yield* withTargets(planned, input, tried),
    );
  }
  const layers = layersOf(engine, tried, mayMerge(input, objects));
  const base = { layers, findings, effect: tried.effect.changes };
  const sentence = sentenceOf(goal, names);
  const { readings, readingsAfter } = tried;
  const denying = blocks.find(({ id }) => id === 'deny-shadow');

  if (readings.every(({ outcome }) => outcome === 'allow')) {
    const reason = `Already allowed: ${sentence}`;
    return { ...base, outcome: 'already_allowed', reason, objects: [] };
  }
  if (denying) {
    const reason = denying.message;
    return { ...base, outcome: 'blocked_by_deny', reason, objects: [] };
  }
  const unknown = unknownIn(readings) ?? unknownIn(readingsAfter);
  if (unknown) {
    return { ...base, outcome: 'unknown', reason: unknown, objects: [] };
  }
  const [block] = blocks;
  if (block) {
    return { ...base, outcome: 'blocked', reason: block.message, objects };
  }
  const reason = changeReason(sentence, objects.length, []);
  return { ...base, outcome: 'change', reason, objects };
}

function* withTargets(
  planned: PlannedObject,
  { engine, objects = [] }: PlanInput,
  { after, effect, objects: all }: Attempt,
): Steps<PlannedObject> {
  const proof = { engine, after, effect, planned: all };
  const mergeInto = yield* mergeTargets(planned, objects, proof);
  return mergeInto.length > 0 ? { ...planned, mergeInto } : planned;
}

/** Objects whose rule goes into another one, where that is the operator's way. */
function mayMerge(
  { settings }: PlanInput,
  objects: readonly PlannedObject[],
): ReadonlyMap<RawObject, string> {
  return new Map(
    objects.flatMap(({ object, mergeInto }) =>
      settings?.strategy === 'merge' && mergeInto
        ? [[object, mergeInto[0].object] as const]
        : [],
    ),
  );
}

/** Why it cannot be told what holds; never a guess. */
function unknownIn(readings: readonly RuleReading[]): string | undefined {
  const found = readings.find(({ outcome }) => outcome === 'unknown');
  if (!found) return undefined;
  if (found.unclear)
    return `It cannot be told what would help: ${found.unclear}.`;
  const because = found.places
    .filter(({ outcome }) => outcome === 'unknown')
    .flatMap(reading => reading.because);
  return `It cannot be told whether the call passes: ${reasonWords(because)}.`;
}

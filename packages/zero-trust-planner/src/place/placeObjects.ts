import { PlannedObject } from '../AccessPlan';
import { canonicalJson } from '../canonicalJson';
import { accepted, refused } from '../EditRefusal';
import { ObjectIdentity, identityOf, objectRef } from '../objectRef';
import { PolicySource } from '../PolicySource';
import { addObject } from './addObject';
import { findInGit } from './findInGit';
import { mergeObject } from './mergeObject';
import { newPlaces } from './newPlaces';
import {
  LocatedBy,
  PlaceInput,
  PlacedObject,
  PlacedPart,
  Placement,
  PlacementRefusal,
} from './Placement';
import { SourceState, Step } from './SourceState';
import { withRequest } from './withRequest';

/**
 * Plans the edits of files that bring a plan's objects into Git. What Git says
 * already is not said again; else a rule goes into the object that takes it,
 * else an object into the same file, else into a new one, else it is refused.
 */
export const placeObjects = async (input: PlaceInput): Promise<Placement> => {
  const states = input.sources.map(source => new SourceState(source));
  const refusals: PlacementRefusal[] = [];
  for (const planned of input.objects) {
    const identity = identityOf(planned.object);
    const placed = identity
      ? await placeObject(planned, identity, input, states)
      : refused('INVALID_SPEC', 'a planned object has no name');
    if (!placed.ok) {
      const object = identity ? objectRef(identity) : planned.object.kind;
      refusals.push({ object, ...placed.refusal });
    }
  }
  const parts = states.flatMap(partOf);
  return {
    outcome: outcomeOf(parts, refusals),
    parts: refusals.length > 0 ? [] : parts,
    refusals,
    findings: states.flatMap(({ findings }) => findings),
    hashInput: hashInputOf(input, parts),
  };
};

const placeObject = async (
  planned: PlannedObject,
  identity: ObjectIdentity,
  input: PlaceInput,
  states: readonly SourceState[],
): Promise<Step<PlacedObject>> => {
  const candidates = states.filter(({ source }) =>
    takes(source, identity, input),
  );
  if (candidates.length === 0) {
    return refused(
      'NOT_LOCATABLE',
      'no policy source takes an object of this kind in this cluster',
    );
  }
  const chosen = input.choices ?? [];
  for (const state of candidates) {
    const inGit = await attempt(state, () =>
      findInGit(state, planned.object, identity, chosen),
    );
    if (!inGit.ok) return inGit;
    if (inGit.value) return place(state, inGit.value);
  }
  for (const state of candidates) {
    if (state.source.strategy === 'merge') {
      const merged = await mergeOrBeside(state, planned, identity, input);
      if (!merged.ok) return merged;
      if (merged.value) return accepted(merged.value);
    }
  }
  return addSomewhere(candidates, planned, identity, input);
};

const takes = (
  source: PolicySource,
  identity: ObjectIdentity,
  { names }: PlaceInput,
): boolean =>
  source.clusters.includes(names.cluster) &&
  source.kinds.includes(identity.kind);

/** Undone when it ends in a refusal. */
const attempt = async <T>(
  state: SourceState,
  step: () => Promise<Step<T>>,
): Promise<Step<T>> => {
  const undo = state.tree.checkpoint();
  const result = await step();
  if (!result.ok) undo();
  return result;
};

const place = (
  state: SourceState,
  placed: PlacedObject,
): Step<PlacedObject> => {
  state.placed.push(placed);
  return accepted(placed);
};

const mergeOrBeside = async (
  state: SourceState,
  planned: PlannedObject,
  identity: ObjectIdentity,
  input: PlaceInput,
): Promise<Step<PlacedObject | undefined>> => {
  const answer = await mergeObject(state, planned, input.choices ?? []);
  if (!answer.ok) return answer;
  const { placed, beside } = answer.value;
  if (placed) return place(state, placed);
  if (beside === undefined) return accepted(undefined);
  const added = await addObject(
    state,
    beside,
    withRequest(planned.object, input.request),
    identity,
    'content',
  );
  return added.ok ? place(state, added.value) : accepted(undefined);
};

const addSomewhere = async (
  candidates: readonly SourceState[],
  planned: PlannedObject,
  identity: ObjectIdentity,
  input: PlaceInput,
): Promise<Step<PlacedObject>> => {
  const { places, findings, refusal } = newPlaces(
    planned,
    identity,
    candidates.map(({ source }) => source),
    input,
  );
  findings.forEach(finding => candidates[0].tell(finding));
  let first = refusal;
  for (const { sourceId, path, locatedBy } of places) {
    const state = candidates.find(({ source }) => source.id === sourceId);
    if (state) {
      const object = withRequest(planned.object, input.request);
      const added = await addObject(state, path, object, identity, locatedBy);
      if (added.ok) return place(state, added.value);
      first ??= added.refusal;
    }
  }
  return first
    ? { ok: false, refusal: first }
    : refused('NOT_LOCATABLE', 'no source says where new files go');
};

const strength: readonly LocatedBy[] = [
  'annotation',
  'provenance',
  'content',
  'template',
];

const partOf = ({ source, placed, tree }: SourceState): readonly PlacedPart[] =>
  placed.length === 0
    ? []
    : [
        {
          sourceId: source.id,
          locatedBy:
            strength.findLast(claim =>
              placed.some(({ locatedBy }) => locatedBy === claim),
            ) ?? 'template',
          objects: placed,
          edits: tree.edits(),
        },
      ];

const outcomeOf = (
  parts: readonly PlacedPart[],
  refusals: readonly PlacementRefusal[],
): Placement['outcome'] => {
  if (refusals.length > 0) return 'refused';
  return parts.some(part => part.edits.length > 0) ? 'edits' : 'already_in_git';
};

const hashInputOf = (input: PlaceInput, parts: readonly PlacedPart[]): string =>
  canonicalJson({
    objects: input.objects.map(({ object }) => object),
    parts: parts.map(({ sourceId, objects, edits }) => ({
      sourceId,
      objects,
      files: edits.map(({ path, change }) => ({ path, change })),
    })),
  });

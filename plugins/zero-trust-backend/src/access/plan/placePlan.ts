import { AccessSpec } from '@ztn/backstage-plugin-zero-trust-common';
import { parseWorkloadRef } from '@ztn/zero-trust-engine';
import {
  AccessPlan,
  changeReason,
  codeownersMismatch,
  objectRefOf,
  PlacedObject,
  PlaceInput,
  Placement,
  placeObjects,
  PlanFinding,
  PlanInput,
  PlanLayer,
  RepositoryTree,
  sentenceOf,
} from '@ztn/zero-trust-planner';
import { SourceHost, treeOf } from '../git/SourceHosts';
import { PlanBudget } from './PlanBudget';
import { PlannedAccess, PlannedPart } from './PlannedAccess';

/** What a plan is placed with, beside the plan itself. */
export interface PlaceQuestion {
  readonly input: PlanInput;
  readonly spec: AccessSpec;
  readonly environment?: string;
  readonly sources: readonly SourceHost[];
  /** `zero-trust/policy-source` of the two entities. */
  readonly annotations: NonNullable<PlaceInput['annotations']>;
  /** What the cluster tells about where the two ends come from. */
  readonly provenance?: PlaceInput['provenance'];
  /** How CODEOWNERS of a source would name an owner of the callee. */
  readonly ownersIn: (source: SourceHost) => Promise<readonly string[]>;
  /** What the plan may take; shared with the proof. */
  readonly budget: PlanBudget;
  /** Goes into the files; absent in a preview. */
  readonly requestId?: string;
}

/** A plan in files, or why it is in none. */
export type PlacedPlan = Pick<
  PlannedAccess,
  'outcome' | 'reason' | 'layers' | 'parts' | 'choices' | 'refusal'
> & {
  readonly findings: readonly PlanFinding[];
  readonly hashInput: string;
};

/** Brings a plan into the files of the sources, each at the head of its branch. */
export async function placePlan(
  plan: AccessPlan,
  question: PlaceQuestion,
): Promise<PlacedPlan> {
  const { input, spec, sources, environment, requestId } = question;
  const { annotations, provenance, budget } = question;
  const read = await Promise.all(
    sources.map(async source => ({ source, ...(await treeOf(source)) })),
  );
  const placement = await placeObjects({
    objects: plan.objects,
    sources: read.map(({ source: { source }, tree }) => ({
      source,
      tree: within(budget, tree),
    })),
    names: {
      cluster: spec.cluster,
      ...(environment === undefined ? {} : { environment }),
      caller: nameOf(input.goal.caller),
      callee: nameOf(input.goal.callee),
    },
    annotations,
    ...(provenance ? { provenance } : {}),
    ...(spec.choices ? { choices: spec.choices } : {}),
    ...(requestId === undefined ? {} : { request: { id: requestId } }),
  });
  const parts = placement.parts.map((part): PlannedPart => {
    const from = read.find(({ source }) => source.source.id === part.sourceId);
    return {
      sourceId: part.sourceId,
      branch: from?.source.source.branch ?? '',
      baseSha: from?.sha ?? '',
      locatedBy: part.locatedBy,
      edits: part.edits,
      paths: [...new Set(part.objects.map(({ path }) => path))],
    };
  });
  const codeowners = await codeownersFindings(parts, question);
  const blocking = codeowners.find(({ level }) => level === 'block');
  const outcome = blocking ? 'blocked' : outcomeOf(placement);
  const [refusal] = placement.refusals;
  const choices = placement.refusals.flatMap(({ object, choices: some = [] }) =>
    some.map(choice => ({ ...choice, object })),
  );
  return {
    outcome,
    reason: blocking?.message ?? reasonOf(plan, placement, input),
    layers: layersAsPlaced(plan, placement),
    parts,
    ...(choices.length > 0 ? { choices } : {}),
    ...(refusal ? { refusal: refusal.code } : {}),
    findings: [...placement.findings, ...codeowners],
    hashInput: placement.hashInput,
  };
}

/** A tree of which no file is read when the time is up. */
const within = (budget: PlanBudget, tree: RepositoryTree): RepositoryTree => ({
  files: tree.files,
  read: async path => {
    await budget.breathe();
    return tree.read(path);
  },
});

function nameOf(key: string): { namespace: string; name: string } {
  const ref = parseWorkloadRef(key);
  return { namespace: ref?.namespace ?? '', name: ref?.name ?? '' };
}

/** Of files that are written: what is there already was let in by somebody. */
async function codeownersFindings(
  parts: readonly PlannedPart[],
  { sources, ownersIn, input }: PlaceQuestion,
): Promise<readonly PlanFinding[]> {
  const found = await Promise.all(
    parts.map(async ({ sourceId, baseSha, edits }) => {
      const source = sources.find(one => one.source.id === sourceId);
      const rules =
        source && edits.length > 0
          ? await source.codeownersAt(baseSha)
          : undefined;
      return source && rules
        ? codeownersMismatch(
            rules,
            edits.map(({ path }) => path),
            await ownersIn(source),
            input.settings,
          )
        : [];
    }),
  );
  return found.flat();
}

function outcomeOf({ outcome }: Placement): PlannedAccess['outcome'] {
  switch (outcome) {
    case 'already_in_git':
      return 'already_in_git';
    case 'edits':
      return 'change';
    default:
      return 'not_locatable';
  }
}

function reasonOf(
  plan: AccessPlan,
  { outcome, refusals, parts }: Placement,
  { goal, names }: PlanInput,
): string {
  switch (outcome) {
    case 'already_in_git':
      return 'the policy is in Git already and has not reached the cluster yet';
    case 'refused':
      return refusals[0]?.message ?? 'no policy source takes the change';
    default: {
      const placed = parts.flatMap(({ objects }) => objects);
      const extended = placed.filter(isMerged);
      return extended.length === 0
        ? plan.reason
        : changeReason(
            sentenceOf(goal, names),
            plan.objects.length - extended.length,
            extended.map(({ object }) => object),
          );
    }
  }
}

const isMerged = ({ how }: PlacedObject): boolean => how === 'merge';

/**
 * What is written at each layer, now that it is known where: a rule that could
 * have gone into an object that is there may have got one of its own.
 */
function layersAsPlaced(
  { layers, objects }: AccessPlan,
  { parts }: Placement,
): readonly PlanLayer[] {
  const extended = new Set(
    parts
      .flatMap(part => part.objects)
      .filter(isMerged)
      .map(({ object }) => object),
  );
  return layers.map(layer => {
    if (layer.action !== 'merge') return layer;
    const planned = objects.find(
      ({ mergeInto = [] }) => mergeInto[0]?.object === layer.object,
    );
    const target = planned?.mergeInto?.find(({ object }) =>
      extended.has(object),
    );
    if (target) return { ...layer, object: target.object };
    return planned
      ? { ...layer, action: 'create', object: objectRefOf(planned.object) }
      : layer;
  });
}

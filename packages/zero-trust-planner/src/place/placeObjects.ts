import { PlannedObject } from '../AccessPlan';
import { canonicalJson } from '../canonicalJson';
import { OrRefusal, accepted, refused } from '../EditRefusal';
import { expandTemplate } from '../locate/expandTemplate';
import { mayWrite } from '../locate/mayWrite';
import { ObjectIdentity, identityOf, objectRef } from '../objectRef';
import { PolicySource } from '../PolicySource';
import { printYaml } from '../yaml/printYaml';
import {
  PlaceInput,
  PlacedObject,
  PlacedPart,
  Placement,
  PlacementRefusal,
} from './Placement';
import { WorkingTree } from './WorkingTree';
import { withRequest } from './withRequest';

/** Plans the edits of files that bring a plan's objects into Git. */
export const placeObjects = async (input: PlaceInput): Promise<Placement> => {
  const working = new Map(
    input.sources.map(({ source, tree }) => [source.id, new WorkingTree(tree)]),
  );
  const placed = new Map<string, PlacedObject[]>();
  const refusals: PlacementRefusal[] = [];
  for (const planned of input.objects) {
    const result = await placeObject(planned, input, working);
    if (result.ok) {
      const { sourceId, ...object } = result.value;
      placed.set(sourceId, [...(placed.get(sourceId) ?? []), object]);
    } else {
      const identity = identityOf(planned.object);
      refusals.push({
        object: identity ? objectRef(identity) : planned.object.kind,
        ...result.refusal,
      });
    }
  }
  const parts = partsOf(placed, working);
  return {
    outcome: outcomeOf(parts, refusals),
    parts: refusals.length > 0 ? [] : parts,
    refusals,
    findings: [],
    hashInput: hashInputOf(input, parts),
  };
};

const partsOf = (
  placed: ReadonlyMap<string, readonly PlacedObject[]>,
  working: ReadonlyMap<string, WorkingTree>,
): readonly PlacedPart[] =>
  [...placed].map(([sourceId, objects]) => ({
    sourceId,
    locatedBy: 'template',
    objects,
    edits: working.get(sourceId)?.edits() ?? [],
  }));

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

type Place = PlacedObject & { readonly sourceId: string };

const placeObject = async (
  planned: PlannedObject,
  input: PlaceInput,
  working: ReadonlyMap<string, WorkingTree>,
): Promise<OrRefusal<Place>> => {
  const identity = identityOf(planned.object);
  if (!identity) return refused('INVALID_SPEC', 'a planned object has no name');
  let refusal = refused(
    'NOT_LOCATABLE',
    'no policy source takes an object of this kind in this cluster',
  );
  for (const { source } of input.sources) {
    const tree = working.get(source.id);
    if (tree && takes(source, identity, input)) {
      const result = await placeInSource(
        planned,
        identity,
        source,
        tree,
        input,
      );
      if (result.ok) return result;
      refusal = result;
    }
  }
  return refusal;
};

const takes = (
  source: PolicySource,
  identity: ObjectIdentity,
  input: PlaceInput,
): boolean =>
  source.clusters.includes(input.names.cluster) &&
  source.kinds.includes(identity.kind);

const placeInSource = async (
  planned: PlannedObject,
  identity: ObjectIdentity,
  source: PolicySource,
  tree: WorkingTree,
  input: PlaceInput,
): Promise<OrRefusal<Place>> => {
  const path = templatePath(planned, identity, source, input);
  if (!path.ok) return path;
  const writable = mayWrite(path.value, source, tree.tree);
  if (!writable.ok) return writable;
  const text = printYaml(withRequest(planned.object, input.request));
  if (!text.ok) return text;
  const before = await tree.read(path.value);
  if (!before.ok) return before;
  tree.write(
    path.value,
    before.value === undefined
      ? text.value
      : `${before.value}---\n${text.value}`,
  );
  return accepted({
    sourceId: source.id,
    object: objectRef(identity),
    path: path.value,
    how: before.value === undefined ? 'file' : 'document',
    locatedBy: 'template',
  });
};

const templatePath = (
  planned: PlannedObject,
  identity: ObjectIdentity,
  source: PolicySource,
  { names }: PlaceInput,
): OrRefusal<string> => {
  if (source.newFile === undefined) {
    return refused('NOT_LOCATABLE', 'the source has no template for new files');
  }
  const { caller, callee } = names;
  const [subject, peer] =
    planned.side === 'callee' ? [callee, caller] : [caller, callee];
  return expandTemplate(source.newFile, {
    cluster: names.cluster,
    ...(names.environment === undefined
      ? {}
      : { environment: names.environment }),
    namespace: identity.namespace,
    caller: caller.name,
    callee: callee.name,
    callerNamespace: caller.namespace,
    calleeNamespace: callee.namespace,
    subject: subject.name,
    peer: peer.name,
    kind: identity.kind.toLowerCase(),
    name: identity.name,
  });
};

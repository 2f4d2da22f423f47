import { PlanFinding, PlannedObject } from '../AccessPlan';
import { EditRefusal, OrRefusal, accepted } from '../EditRefusal';
import { fileNameOf, isInside, joinPath } from '../locate/cleanPath';
import { expandTemplate } from '../locate/expandTemplate';
import { parsePolicySource } from '../locate/policySourceAnnotation';
import { matchHint } from '../locate/provenance/matchHint';
import { provenanceOf } from '../locate/provenance/provenanceOf';
import { ObjectIdentity } from '../objectRef';
import { PolicySource } from '../PolicySource';
import { LocatedBy, PlaceInput } from './Placement';

/** A path where an object could go. */
export interface NewPlace {
  readonly sourceId: string;
  readonly path: string;
  readonly locatedBy: LocatedBy;
}

export interface NewPlaces {
  /** Best claim first. */
  readonly places: readonly NewPlace[];
  readonly findings: readonly PlanFinding[];
  /** Told when no place works out. */
  readonly refusal?: EditRefusal;
}

/**
 * Where a new object could go: as the entity's annotation says, else as the
 * GitOps controller of its workload does, else by the template of a source.
 */
export const newPlaces = (
  planned: PlannedObject,
  identity: ObjectIdentity,
  sources: readonly PolicySource[],
  input: PlaceInput,
): NewPlaces => {
  const claimed = byAnnotation(planned, sources, input);
  const only = claimed.sourceId
    ? sources.filter(({ id }) => id === claimed.sourceId)
    : sources;
  const hinted = claimed.sourceId
    ? { findings: [] }
    : byProvenance(planned, only, input);
  if (hinted.refusal) {
    return {
      places: [],
      findings: [...claimed.findings, ...hinted.findings],
      refusal: hinted.refusal,
    };
  }
  const folders: readonly Claim[] = [claimed, hinted].filter(
    claim => claim.sourceId !== undefined,
  );
  const places: NewPlace[] = [];
  let refusal: EditRefusal | undefined;
  const add = (
    source: PolicySource | undefined,
    locatedBy: LocatedBy,
    folder?: string,
  ) => {
    if (!source) return;
    const path = pathIn(source, folder, planned, identity, input);
    if (path.ok)
      places.push({ sourceId: source.id, path: path.value, locatedBy });
    else refusal ??= path.refusal;
  };
  for (const { sourceId, folder, locatedBy = 'template' } of folders) {
    add(
      only.find(({ id }) => id === sourceId),
      locatedBy,
      folder,
    );
  }
  for (const source of only) {
    if (source.newFile !== undefined) add(source, 'template');
  }
  return {
    places,
    findings: [...claimed.findings, ...hinted.findings],
    ...(refusal ? { refusal } : {}),
  };
};

interface Claim {
  readonly sourceId?: string;
  readonly folder?: string;
  readonly locatedBy?: LocatedBy;
  readonly findings: readonly PlanFinding[];
  readonly refusal?: EditRefusal;
}

const byAnnotation = (
  planned: PlannedObject,
  sources: readonly PolicySource[],
  input: PlaceInput,
): Claim => {
  const value = input.annotations?.[planned.side];
  if (value === undefined) return { findings: [] };
  const claim = parsePolicySource(value);
  const isKnown =
    claim.ok && sources.some(({ id }) => id === claim.value.sourceId);
  return isKnown
    ? { ...claim.value, locatedBy: 'annotation', findings: [] }
    : {
        findings: [
          {
            id: 'unknown-source',
            level: 'warn',
            message: `the annotation zero-trust/policy-source of the ${planned.side} names no source that takes this object`,
          },
        ],
      };
};

const byProvenance = (
  planned: PlannedObject,
  sources: readonly PolicySource[],
  input: PlaceInput,
): Claim => {
  const { provenance } = input;
  const hints = (provenance?.[planned.side] ?? []).flatMap(object =>
    provenanceOf(object, provenance?.controllers ?? []),
  );
  let refusal: EditRefusal | undefined;
  for (const hint of hints) {
    const match = matchHint(hint, sources);
    if (!match.ok) refusal ??= match.refusal;
    else if (match.value) {
      return {
        sourceId: match.value.sourceId,
        folder: match.value.folder,
        locatedBy: 'provenance',
        findings: hint.suspended ? [suspended(hint.application)] : [],
      };
    }
  }
  return { findings: [], ...(refusal ? { refusal } : {}) };
};

const suspended = (application: string): PlanFinding => ({
  id: 'controller-suspended',
  level: 'warn',
  message: 'the GitOps controller is suspended: what is merged is not applied',
  about: [application],
});

/** The template's path, moved to a folder that somebody named if it is outside. */
const pathIn = (
  source: PolicySource,
  folder: string | undefined,
  planned: PlannedObject,
  identity: ObjectIdentity,
  { names }: PlaceInput,
): OrRefusal<string> => {
  const { caller, callee } = names;
  const [subject, peer] =
    planned.side === 'callee' ? [callee, caller] : [caller, callee];
  const path = expandTemplate(source.newFile ?? '{caller}--{callee}.yaml', {
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
  if (!path.ok || folder === undefined || isInside(path.value, folder)) {
    return path;
  }
  return accepted(joinPath(folder, fileNameOf(path.value)));
};

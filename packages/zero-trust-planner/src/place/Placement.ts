import { RawObject } from '@ztn/zero-trust-engine';
import { PlanFinding, PlannedObject } from '../AccessPlan';
import { EditRefusal } from '../EditRefusal';
import { FileEdit, PolicySource, RepositoryTree } from '../PolicySource';

/** A source with its tree at the commit that the plan is pinned to. */
export interface SourceTree {
  readonly source: PolicySource;
  readonly tree: RepositoryTree;
}

export interface WorkloadName {
  readonly namespace: string;
  readonly name: string;
}

/** What a plan is placed with; the same input gives the same placement. */
export interface PlaceInput {
  readonly objects: readonly PlannedObject[];
  /** In the operator's order: the first that can take an object does. */
  readonly sources: readonly SourceTree[];
  readonly names: {
    readonly cluster: string;
    readonly environment?: string;
    readonly caller: WorkloadName;
    readonly callee: WorkloadName;
  };
  /** `zero-trust/policy-source` of the two entities. */
  readonly annotations?: { readonly callee?: string; readonly caller?: string };
  /** What the clusters tell about where their objects come from. */
  readonly provenance?: {
    /** Live objects of the two workloads, with labels and annotations. */
    readonly callee: readonly RawObject[];
    readonly caller: readonly RawObject[];
    /** Applications, Kustomizations and GitRepositories that can be read. */
    readonly controllers: readonly RawObject[];
  };
  /** Ids of `choices` that a person took, where several files matched. */
  readonly choices?: readonly string[];
  /** Goes into annotations of new objects; left out in a preview. */
  readonly request?: { readonly id: string; readonly expiresAt?: string };
}

/** How an object got its place, weakest claim last. */
export type LocatedBy = 'annotation' | 'provenance' | 'content' | 'template';

/** Where one object ends up. */
export interface PlacedObject {
  /** `Kind namespace/name` as the file says it. */
  readonly object: string;
  readonly path: string;
  /**
   * `merge`: rules of an object that is there; `document`: at the end of a file
   * that is there; `present`: the file says it already.
   */
  readonly how: 'merge' | 'document' | 'file' | 'present';
  readonly locatedBy: LocatedBy;
  /** What the cluster will call it, where a kustomization renames it. */
  readonly liveName?: string;
}

/** What is done in one repository: one pull request. */
export interface PlacedPart {
  readonly sourceId: string;
  /** Weakest claim among the part's objects. */
  readonly locatedBy: LocatedBy;
  readonly objects: readonly PlacedObject[];
  /** Sorted by path; empty when all of it is in Git already. */
  readonly edits: readonly FileEdit[];
}

/** One object that could not be placed. */
export interface PlacementRefusal extends EditRefusal {
  /** `Kind namespace/name`. */
  readonly object: string;
  /** With `AMBIGUOUS_TARGET`: the files to choose from; ids only, no free text. */
  readonly choices?: readonly PlacementChoice[];
}

/** One of several files that hold the same object. */
export interface PlacementChoice {
  readonly id: string;
  readonly sourceId: string;
  readonly path: string;
}

/**
 * Where the objects of a plan go. All of them or none: half a grant is not what
 * was approved.
 */
export interface Placement {
  readonly outcome: 'edits' | 'already_in_git' | 'refused';
  readonly parts: readonly PlacedPart[];
  readonly refusals: readonly PlacementRefusal[];
  readonly findings: readonly PlanFinding[];
  /**
   * What the plan hash is taken of: what is written where, without the request's
   * id and without what else the files hold, so that it outlives a moved base.
   */
  readonly hashInput: string;
}

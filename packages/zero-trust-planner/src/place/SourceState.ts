import { PlanFinding } from '../AccessPlan';
import { EditRefusal } from '../EditRefusal';
import { FoundObject, ParsedFiles, searchTree } from '../locate/searchTree';
import { PolicySource } from '../PolicySource';
import { WorkingTree } from '../tree/WorkingTree';
import { PlacedObject, PlacementChoice, SourceTree } from './Placement';

/** One source while a plan is placed: its tree with the edits so far. */
export class SourceState {
  readonly source: PolicySource;
  readonly tree: WorkingTree;
  readonly placed: PlacedObject[] = [];
  readonly findings: PlanFinding[] = [];
  private readonly parsed: ParsedFiles = new Map();

  constructor({ source, tree }: SourceTree) {
    this.source = source;
    this.tree = new WorkingTree(tree);
  }

  /** Objects of a kind below the roots, edits included. */
  async find(kind: string): Promise<readonly FoundObject[]> {
    const { found, complete } = await searchTree(
      this.tree,
      this.source.roots,
      [kind],
      this.parsed,
    );
    if (!complete) {
      this.tell({
        id: 'search-incomplete',
        level: 'review',
        message:
          'the source holds more files than are searched: the same rule may stand elsewhere',
        about: [this.source.id],
      });
    }
    return found;
  }

  /** A finding, once. */
  tell(finding: PlanFinding): void {
    const isKnown = this.findings.some(
      ({ id, about }) => id === finding.id && `${about}` === `${finding.about}`,
    );
    if (!isKnown) this.findings.push(finding);
  }
}

/** A refusal that may come with files to choose from. */
export interface PlaceRefusal extends EditRefusal {
  readonly choices?: readonly PlacementChoice[];
}

/** A step of the ladder: done, or why not; the next step may still work. */
export type Step<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: PlaceRefusal };

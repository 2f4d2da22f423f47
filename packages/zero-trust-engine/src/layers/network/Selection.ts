import {
  isNoChange,
  Selectable,
  SelectionChanges,
  selectionChanges,
} from '../../select/selectionChanges';
import { Selectors } from '../../select/Selectors';

/** From so many changes on, starting anew is quicker. */
const many = 200;

/** After so many steps, what nobody asks for any more is let go. */
const manySteps = 1000;

/** The selectors of a snapshot, and how they differ from the last one's. */
export interface Selection {
  readonly selectable: Selectable;
  readonly selectors: Selectors;
  /** What selectors see change; absent where there is nothing to compare. */
  readonly changes?: SelectionChanges;
  /** Sets of before that are others now. */
  readonly replaced: ReadonlySet<object>;
  readonly steps: number;
}

const nothing: ReadonlySet<object> = new Set();

/** The selectors of a snapshot, as far as possible those of the one before. */
export function selectionOf(
  snapshot: Selectable,
  previous?: Selection,
): Selection {
  const { workloads, namespaces, ids } = snapshot;
  const selectable = { workloads, namespaces, ids };
  const changes = previous && selectionChanges(previous.selectable, selectable);
  if (previous && changes && isNoChange(changes)) {
    const { selectors, steps } = previous;
    return { selectable, selectors, changes, replaced: nothing, steps };
  }
  const isSmall =
    changes &&
    changes.gone.length + changes.come.length + changes.namespaces.length <
      many;
  if (!previous || !isSmall || previous.steps > manySteps) {
    const selectors = new Selectors(selectable);
    return { selectable, selectors, replaced: nothing, steps: 0 };
  }
  const replaced = new Set<object>();
  const selectors = previous.selectors.after(selectable, changes, replaced);
  const steps = previous.steps + 1;
  return { selectable, selectors, changes, replaced, steps };
}

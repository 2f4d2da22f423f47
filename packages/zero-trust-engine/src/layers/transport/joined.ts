import { Evidence } from '../../Verdict';
import { leastCertain, strictest, weakestFirst } from '../../vocabulary';
import { Path } from '../Layer';

/** Two stretches as one way: both must work, and the last one is what arrives. */
export function joined(
  first: Path,
  between: Evidence | readonly Evidence[],
  second: Path,
): Path {
  const [way, ...others] = eachWayOf(first).flatMap(start =>
    eachWayOf(second).map(end => inOne(start, [between].flat(), end)),
  );
  return others.length > 0 ? { ...way, alternatives: others } : way;
}

function eachWayOf({ alternatives = [], ...path }: Path): readonly Path[] {
  return [path, ...alternatives];
}

function inOne(first: Path, between: readonly Evidence[], second: Path): Path {
  const outcome = strictest([first.verdict.outcome, second.verdict.outcome]);
  // A way is as well protected as its weaker stretch.
  const modes = [first.transport, second.transport];
  const mode = weakestFirst.find(m => modes.includes(m)) ?? 'unknown';
  const refusal = [first, second].find(p => p.verdict.outcome === 'deny');
  const { identity } = first.verdict;
  return {
    verdict: {
      layer: 'transport',
      ...(identity === undefined ? {} : { identity }),
      outcome,
      mode,
      certainty:
        refusal?.verdict.certainty ??
        leastCertain([first.verdict.certainty, second.verdict.certainty]),
      because: [
        ...first.verdict.because,
        ...between,
        ...second.verdict.because,
      ],
    },
    transport: mode,
    segments: [...first.segments, ...second.segments],
    hops: [...first.hops, ...second.hops],
  };
}

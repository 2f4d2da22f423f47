import type { Judged } from '../evaluate/judge';
import { Hop, Segment } from '../layers/Layer';
import { LayerVerdict } from '../Verdict';
import { Direction } from '../vocabulary';

/** Where a connection is refused, with what is needed to ask there again. */
export type Refusal = { readonly verdict: LayerVerdict } & (
  | {
      readonly layer: 'network';
      readonly direction: Direction;
      readonly segment: Segment;
    }
  | { readonly layer: 'transport' }
  | { readonly layer: 'mesh'; readonly hop: Hop }
);

/** Every place that refuses, in path order; not only the first. */
export function refusalsOf({ pair }: Judged): readonly Refusal[] {
  return placesOf(pair).filter(({ verdict }) => verdict.outcome === 'deny');
}

/** Layers and the parts of the path that they belong to, side by side. */
function placesOf({ layers, path }: Judged['pair']): readonly Refusal[] {
  const ends = path.segments.flatMap(segment =>
    (['egress', 'ingress'] as const).map(direction => ({ segment, direction })),
  );
  return layers.flatMap((verdict, index): readonly Refusal[] => {
    switch (verdict.layer) {
      case 'network':
        return ends[index]
          ? [{ layer: 'network', verdict, ...ends[index] }]
          : [];
      case 'transport':
        return [{ layer: 'transport', verdict }];
      default: {
        const hop = path.hops[index - ends.length - 1];
        return hop ? [{ layer: 'mesh', verdict, hop }] : [];
      }
    }
  });
}

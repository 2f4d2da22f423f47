import { MapModel, MapNode, MapSide } from './MapNode';

/** A node at its place; the corner is the upper left one. */
export interface PlacedNode extends MapNode {
  readonly x: number;
  readonly y: number;
  /** From the caller to the called, as an SVG path. */
  readonly path: string;
  /** Where that path ends. */
  readonly end: Point;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Everything that is drawn, in the units of the view box. */
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly center: Point;
  readonly nodes: readonly PlacedNode[];
}

export const NODE = { width: 250, height: 44 };
const GAP = 12;
const WIDTH = 1120;
const MARGIN = 8;

/** Three columns: callers, the service, callees; each is centred. */
export function mapLayout({ callers, callees }: MapModel): MapLayout {
  const most = Math.max(callers.length, callees.length, 2);
  const height = most * (NODE.height + GAP) - GAP + 2 * MARGIN;
  const center = {
    x: (WIDTH - NODE.width) / 2,
    y: (height - NODE.height) / 2,
  };
  const place = (side: MapSide, nodes: readonly MapNode[]) => {
    const used = nodes.length * (NODE.height + GAP) - GAP;
    const top = (height - used) / 2;
    const x = side === 'callers' ? MARGIN : WIDTH - NODE.width - MARGIN;
    return nodes.map((node, i): PlacedNode => {
      const y = top + i * (NODE.height + GAP);
      return { ...node, x, y, ...lineOf(side, x, y, center) };
    });
  };
  return {
    width: WIDTH,
    height,
    center,
    nodes: [...place('callers', callers), ...place('callees', callees)],
  };
}

/** Drawn the way that calls go: from the caller to the called. */
function lineOf(
  side: MapSide,
  x: number,
  y: number,
  center: Point,
): Pick<PlacedNode, 'path' | 'end'> {
  const middle = NODE.height / 2;
  const [from, to] =
    side === 'callers' ? [{ x, y }, center] : [center, { x, y }];
  const start = { x: from.x + NODE.width, y: from.y + middle };
  const end = { x: to.x, y: to.y + middle };
  const half = (start.x + end.x) / 2;
  return {
    path: `M ${start.x} ${start.y} C ${half} ${start.y}, ${half} ${end.y}, ${end.x} ${end.y}`,
    end,
  };
}

import { PlacedNode } from './mapLayout';

/**
 * Where an arrow key leads: up and down within a column, left and right to the
 * nearest node of the other one. `undefined` for any other key.
 */
export function moveFocus(
  nodes: readonly PlacedNode[],
  from: string,
  key: string,
): string | undefined {
  const here = nodes.find(({ id }) => id === from);
  if (!here) return undefined;
  const column = nodes.filter(({ side }) => side === here.side);
  const place = column.indexOf(here);
  switch (key) {
    case 'ArrowUp':
      return column[Math.max(0, place - 1)].id;
    case 'ArrowDown':
      return column[Math.min(column.length - 1, place + 1)].id;
    case 'Home':
      return column[0].id;
    case 'End':
      return column[column.length - 1].id;
    case 'ArrowLeft':
    case 'ArrowRight': {
      const side = key === 'ArrowLeft' ? 'callers' : 'callees';
      const there = nodes.filter(node => node.side === side);
      if (side === here.side || there.length === 0) return here.id;
      return there.reduce((best, node) =>
        Math.abs(node.y - here.y) < Math.abs(best.y - here.y) ? node : best,
      ).id;
    }
    default:
      return undefined;
  }
}

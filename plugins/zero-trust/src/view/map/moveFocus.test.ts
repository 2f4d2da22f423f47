import { mapLayout } from './mapLayout';
import { MapNode, MapSide } from './MapNode';
import { moveFocus } from './moveFocus';

const node = (side: MapSide, id: string): MapNode => ({
  id,
  side,
  title: id,
  detail: '',
  size: 1,
  style: 'encrypted',
  rows: [],
});

const { nodes } = mapLayout({
  callers: ['a', 'b', 'c'].map(id => node('callers', id)),
  callees: ['x', 'y', 'z'].map(id => node('callees', id)),
  refused: 0,
});

it.each([
  ['a', 'ArrowDown', 'b'],
  ['a', 'ArrowUp', 'a'],
  ['c', 'ArrowDown', 'c'],
  ['b', 'ArrowRight', 'y'],
  ['z', 'ArrowLeft', 'c'],
  ['a', 'ArrowLeft', 'a'],
  ['b', 'End', 'c'],
  ['z', 'Home', 'x'],
  ['a', 'Enter', undefined],
  ['gone', 'ArrowDown', undefined],
])('goes from %s by %s to %s', (from, key, to) => {
  expect(moveFocus(nodes, from, key)).toBe(to);
});

it('stays where it is when there is nobody on the other side', () => {
  const alone = nodes.filter(({ side }) => side === 'callers');
  expect(moveFocus(alone, 'a', 'ArrowRight')).toBe('a');
});

it('places nodes apart, inside the picture', () => {
  const layout = mapLayout({
    callers: [node('callers', 'a')],
    callees: ['x', 'y', 'z'].map(id => node('callees', id)),
    refused: 0,
  });
  const right = layout.nodes.filter(({ side }) => side === 'callees');
  expect(right.map(({ y }) => y)).toEqual([8, 64, 120]);
  expect(layout.height).toBe(172);
});

import { Field, RawObject, Snapshot } from '@ztn/zero-trust-engine';

/** Ports at which some rule, or a container, makes a difference. */
export interface PortEdges {
  /** Ranges inside which no two ports differ; each begins with a port to ask. */
  readonly ranges: readonly { readonly first: number; readonly last: number }[];
  /** Name of a port → a number that nothing else names. */
  readonly standIns: ReadonlyMap<string, number>;
  /** A number that nothing names and that lies where the stand-ins lie. */
  readonly nameless: number;
}

/**
 * Where ports make a difference, and numbers that stand for the ports that rules
 * call by name: a pod that is only imagined declares none of its own.
 */
export function portEdges(
  objects: readonly RawObject[],
  snapshot: Snapshot,
): PortEdges {
  const found = objects.flatMap(object =>
    portsIn(new Field(object).at('spec')),
  );
  const numbers = [
    ...found.filter(port => typeof port === 'number'),
    ...snapshot.workloads.flatMap(({ ports }) => ports.map(({ port }) => port)),
  ];
  const names = [
    ...new Set(found.filter(port => typeof port === 'string')),
  ].sort();
  // Each named number is an edge on both sides.
  const starts = new Set([1, ...numbers, ...numbers.map(port => port + 1)]);
  const sorted = [...starts]
    .filter(port => port >= 1 && port <= 65535)
    .sort((a, b) => a - b);
  const ranges = sorted.map((first, index) => ({
    first,
    last: (sorted[index + 1] ?? 65536) - 1,
  }));
  const widest = ranges.reduce((a, b) =>
    b.last - b.first > a.last - a.first ? b : a,
  );
  return {
    ranges,
    nameless: widest.first,
    standIns: new Map(
      names.map((name, index) => [name, widest.first + 1 + index]),
    ),
  };
}

/** Port numbers, ends of ranges included, and port names below a field. */
function portsIn(field: Field): readonly (number | string)[] {
  if (Array.isArray(field.value)) return field.items().flatMap(portsIn);
  if (typeof field.value !== 'object' || field.value === null) return [];
  return field.entries().flatMap(([key, member]) => {
    const { value } = member;
    const isPort = ['port', 'endPort', 'start', 'end', 'namedPort'].includes(
      key,
    );
    return isPort && (typeof value === 'number' || typeof value === 'string')
      ? [value]
      : portsIn(member);
  });
}

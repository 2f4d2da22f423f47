import { Snapshot } from '../../snapshot/Snapshot';
import { Named } from '../Layer';
import { addressSets } from './judgeReading';
import { Program } from './Program';

/** What the rules of a program name, so that sets can be cut there. */
export function namedBy(program: Program, snapshot: Snapshot): Named {
  return {
    ports: [
      ...portsOf(program, 'TCP', snapshot),
      ...portsOf(program, 'UDP', snapshot),
      ...portsOf(program, 'SCTP', snapshot),
    ],
    cidrs: [...new Set(addressSets(program).flatMap(set => set.toCidrs()))],
    fqdns: fqdnsOf(program),
  };
}

/** Whole names, without patterns. */
export function fqdnsOf(program: Program): readonly string[] {
  const names = program.rules
    .flatMap(rule => rule.peers)
    .flatMap(peer => (peer.type === 'names' ? peer.names : []))
    .map(({ text }) => text);
  return [...new Set(names)].filter(name => !name.includes('*'));
}

/** Port ranges of one protocol that rules name. */
export function portsOf(
  program: Program,
  protocol: 'TCP' | 'UDP' | 'SCTP',
  snapshot: Snapshot,
): Named['ports'] {
  return program.rules
    .flatMap(rule => (rule.traffic === 'any' ? [] : rule.traffic))
    .flatMap((entry): Named['ports'] => {
      if ('icmp' in entry || entry.ports === 'all') return [];
      if (entry.protocol !== 'any' && entry.protocol !== protocol) return [];
      if ('first' in entry.ports) return [entry.ports];
      const { name } = entry.ports;
      // Whichever pod is the destination, its number is one of these.
      return (numbersByName(snapshot).get(`${protocol} ${name}`) ?? []).map(
        port => ({ first: port, last: port }),
      );
    });
}

// Only remembers: nearly every rule of a cluster may name the same port.
const numbers = new WeakMap<Snapshot, ReadonlyMap<string, readonly number[]>>();

/** `TCP web` → every number that some workload declares under that name. */
function numbersByName(
  snapshot: Snapshot,
): ReadonlyMap<string, readonly number[]> {
  const known = numbers.get(snapshot);
  if (known) return known;
  const found = new Map<string, Set<number>>();
  for (const { name, protocol, port } of snapshot.workloads.flatMap(
    workload => workload.ports,
  )) {
    if (name === undefined) continue;
    const key = `${protocol} ${name}`;
    found.set(key, (found.get(key) ?? new Set()).add(port));
  }
  const made = new Map([...found].map(([key, ports]) => [key, [...ports]]));
  numbers.set(snapshot, made);
  return made;
}

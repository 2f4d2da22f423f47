import { Snapshot } from '../../snapshot/Snapshot';
import { Named } from '../Layer';
import { addressSets } from './judgeReading';
import { Program } from './Program';

/** What the rules of a program name, so that sets can be cut there. */
export function namedBy(program: Program, snapshot: Snapshot): Named {
  const entries = program.rules.flatMap(rule =>
    rule.traffic === 'any' ? [] : rule.traffic,
  );
  const ports = entries.flatMap(entry => {
    if ('icmp' in entry || entry.ports === 'all') return [];
    if ('first' in entry.ports) return [entry.ports];
    const { name } = entry.ports;
    // Whichever pod is the destination, its number is one of these.
    return snapshot.workloads
      .flatMap(workload => workload.ports)
      .filter(port => port.name === name)
      .map(({ port }) => ({ first: port, last: port }));
  });
  const names = program.rules
    .flatMap(rule => rule.peers)
    .flatMap(peer => (peer.type === 'names' ? peer.names : []))
    .map(({ text }) => text);
  return {
    ports,
    cidrs: [...new Set(addressSets(program).flatMap(set => set.toCidrs()))],
    fqdns: [...new Set(names)].filter(name => !name.includes('*')),
  };
}

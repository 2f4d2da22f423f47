import { BlastRadius, LastStep } from '@ztn/zero-trust-engine';
import { peerText } from '../list/listRows';
import { TrafficSet } from '../output/TrafficSet';
import { httpText, portsText } from '../output/trafficText';

/** What is reached, for people: hop by hop, and in the end. */
export function reachText(
  start: readonly string[],
  { hops, outside, complete }: BlastRadius,
  workloads: number,
): string {
  const reached = hops.flat();
  const certain = reached.filter(step => step.certain).length;
  const lines = [
    `from ${start.join(', ')}`,
    ...hops.flatMap((level, index) => [
      `hop ${index + 1}`,
      ...level.map(step => `  ${step.key}${stepText(step)}`),
    ]),
    'in the end',
    `  ${reached.length} of ${workloads} other workloads, ${certain} of them with certainty`,
    ...outside.map(
      step => `  ${peerText(step.peer)}${stepText(step)}, hop ${step.hop}`,
    ),
    ...(complete ? [] : ['  more with more hops']),
  ];
  return `${lines.join('\n')}\n`;
}

function stepText({ from, by, certain }: LastStep): string {
  const plain = by
    .filter(({ traffic }) => !traffic.http)
    .reduce(
      (sum, row) => sum.union(TrafficSet.of(row.traffic)),
      TrafficSet.none,
    );
  const requests = by
    .filter(({ traffic }) => traffic.http)
    .map(({ traffic }) => `${portsText(traffic)} ${httpText(traffic)}`);
  const told = [...(plain.isEmpty ? [] : [`${plain}`]), ...requests];
  const doubt = certain ? '' : ' (not certain)';
  return ` from ${from}: ${[...new Set(told)].join(', ')}${doubt}`;
}

/** The same for programs. */
export function reachJson(
  start: readonly string[],
  { hops, outside, complete }: BlastRadius,
): string {
  const stepOf = ({ from, by, certain }: LastStep) => ({
    from,
    certain,
    by: by.map(({ peer: _peer, ...row }) => row),
  });
  const answer = {
    from: start,
    hops: hops.map(level =>
      level.map(step => ({ workload: step.key, ...stepOf(step) })),
    ),
    outside: outside.map(step => ({
      peer: peerText(step.peer),
      hop: step.hop,
      ...stepOf(step),
    })),
    complete,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

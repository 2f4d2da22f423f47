import { csv } from '../output/csv';
import { ConnectionsDiff } from './connlistDiff';
import { peerName } from './Peer';

/** Differences in netpol-analyzer's lines; nothing at all when there is none. */
export function connlistDiffText(diff: readonly ConnectionsDiff[]): string {
  if (diff.length === 0) return '';
  const lines = diff.map(difference => {
    const [type, source, destination, ref1, ref2, news] = cellsOf(difference);
    return [
      `diff-type: ${type}`,
      `source: ${source}`,
      `destination: ${destination}`,
      `ref1: ${ref1}`,
      `ref2: ${ref2}`,
      ...(news === '' ? [] : [`workloads-diff-info: ${news}`]),
    ].join(', ');
  });
  return ['Connectivity diff:', ...lines].map(line => `${line}\n`).join('');
}

/** The same as netpol-analyzer's CSV. */
export function connlistDiffCsv(diff: readonly ConnectionsDiff[]): string {
  return csv(
    [
      'diff-type',
      'source',
      'destination',
      'ref1',
      'ref2',
      'workloads-diff-info',
    ],
    diff.map(cellsOf),
  );
}

function cellsOf({ type, from, to, before, after, news }: ConnectionsDiff) {
  return [
    type,
    peerName(from),
    peerName(to),
    before.toString(),
    after.toString(),
    news.length === 0 ? '' : `workload ${news.join(' and ')} ${type}`,
  ];
}

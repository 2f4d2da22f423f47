import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatWorkloadRef } from '@ztn/zero-trust-engine';
import { analyzerCluster } from '../../connlist/analyzerCluster';
import { readFiles } from '../../input/readFiles';
import { readJson } from '../../__testUtils__/sharedData';

/** One case of netpol-analyzer's own tests, as INDEX.json has it. */
export interface AnalyzerCase {
  readonly id: string;
  readonly suite: string;
  readonly name: string;
  readonly inputDir: string;
  readonly inputDir2?: string;
  readonly expectedFile: string;
  readonly options: {
    readonly focusWorkloads?: readonly string[];
    readonly focusWorkloadPeers?: readonly string[];
    readonly focusDirection?: 'ingress' | 'egress';
    /** `udp-52`. */
    readonly focusConn?: string;
    readonly exposure?: boolean;
    readonly multipleNetworks?: boolean;
  };
  readonly expectedPairs?: readonly {
    readonly src: string;
    readonly dst: string;
    readonly allowed: string;
  }[];
}

/** The cases of one suite. */
export function casesOf(
  folder: string,
  suite: string,
): readonly AnalyzerCase[] {
  return readJson<{ cases: readonly AnalyzerCase[] }>(
    folder,
    'INDEX.json',
  ).cases.filter(c => c.suite === suite);
}

/** Lines in a fixed order; netpol-analyzer's own comparison does not mind order. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .sort();
}

/** What netpol-analyzer prints for a case. */
export function expectedLines(
  folder: string,
  { expectedFile }: AnalyzerCase,
): readonly string[] {
  return linesOf(readFileSync(join(folder, expectedFile), 'utf8'));
}

/** Options of `ztn list` that say what netpol-analyzer's focus options say. */
export function focusOptions(
  folder: string,
  { inputDir, options }: AnalyzerCase,
): readonly string[] {
  const { focusWorkloads = [], focusWorkloadPeers = [] } = options;
  const { focusDirection, focusConn } = options;
  const refs = (names: readonly string[]) =>
    names.length === 0 ? [] : refsOf(join(folder, inputDir), names);
  const [protocol, port] = focusConn?.split('-') ?? [];
  return [
    ...refs(focusWorkloads).flatMap(ref => ['--workload', ref]),
    ...refs(focusWorkloadPeers).flatMap(ref => ['--peer', ref]),
    ...(focusDirection === undefined
      ? []
      : ['--direction', focusDirection === 'ingress' ? 'inbound' : 'outbound']),
    ...(port === undefined ? [] : ['--port', `${port}/${protocol}`]),
  ];
}

/** netpol-analyzer takes `name` or `namespace/name`; ours is a reference. */
function refsOf(inputDir: string, names: readonly string[]): readonly string[] {
  const { snapshot } = analyzerCluster(readFiles([inputDir]).objects).engine;
  return names.flatMap(name => {
    if (name === 'ingress-controller') return ['ingress'];
    return snapshot.workloads
      .filter(({ ref }) =>
        [ref.name, `${ref.namespace}/${ref.name}`].includes(name),
      )
      .map(({ ref }) => formatWorkloadRef(ref));
  });
}

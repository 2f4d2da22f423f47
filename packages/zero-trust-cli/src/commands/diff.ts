import { diffClusters } from '@ztn/zero-trust-engine';
import { analyzerCluster } from '../connlist/analyzerCluster';
import { connlistDiff } from '../connlist/connlistDiff';
import {
  connlistDiffCsv,
  connlistDiffText,
} from '../connlist/connlistDiffText';
import { diffCsv, diffJson, diffText } from '../diff/diffOutputs';
import { exitCodes } from '../exitCodes';
import { readFacts } from '../input/readFacts';
import { UsageError } from '../UsageError';
import { loadFiles } from '../world/loadFiles';
import { Command, textOf, textsOf, wordOf } from './Command';

const ours = { text: diffText, json: diffJson, csv: diffCsv } as const;

/** `ztn diff`: what a change of manifests does to connections. */
export const diff: Command = {
  name: 'diff',
  summary: 'connections that appear, vanish, or change their conditions',
  help: `ztn diff --before PATH --after PATH [options]

Compares what two sets of manifests permit: connections that appear (+), that
vanish (-), and whose outcome, transport, identity or HTTP requests change (~).

  --before PATH         a file or a folder; repeat to add more
  --after PATH          the same for the other side
  --facts FILE          what the manifests of both do not tell (see the README)
  -o, --output          text (default), json, csv, connlist, connlist-csv

'connlist' prints the lines of 'netpol-analyzer diff -o txt' for the same input,
and reads it as 'ztn list -o connlist' does; 'connlist-csv' is its CSV.

Example:
  ztn diff --before main/manifests --after branch/manifests
`,
  options: {
    before: { type: 'string', multiple: true },
    after: { type: 'string', multiple: true },
    facts: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(values, io) {
    const output = wordOf(values, 'output', [
      'text',
      'json',
      'csv',
      'connlist',
      'connlist-csv',
    ]);
    const file = textOf(values, 'facts');
    const facts = file === undefined ? undefined : readFacts(file);
    const [before, after] = (['before', 'after'] as const).map(side => {
      const paths = textsOf(values, side);
      if (paths.length === 0) throw new UsageError(`--${side} is missing`);
      return loadFiles(paths, { name: '', facts }, io);
    });
    if (output === 'connlist' || output === 'connlist-csv') {
      const [old, now] = [before, after].map(({ input }) =>
        analyzerCluster(input.objects, input.facts),
      );
      const differences = connlistDiff(old, now);
      io.out(
        output === 'connlist'
          ? connlistDiffText(differences)
          : connlistDiffCsv(differences),
      );
    } else {
      io.out(ours[output](diffClusters(before.engine, after.engine)));
    }
    return exitCodes.done;
  },
};

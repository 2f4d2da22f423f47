import { Direction } from '@ztn/zero-trust-engine';
import { exitCodes } from '../exitCodes';
import { chosenIn, keysOf } from '../list/chosenWorkloads';
import { listAsAnalyzer } from '../list/listAsAnalyzer';
import { listCsv, listDot, listJson, listText } from '../list/listOutputs';
import { ListedRow, listRows } from '../list/listRows';
import { parsePort } from '../refs/parsePort';
import { UsageError } from '../UsageError';
import { loadWorld, worldHelp, worldOptions } from '../world/worldOptions';
import { Command, OptionValues, textOf, textsOf, wordOf } from './Command';
import { refHelp } from './help';

const outputs = {
  text: listText,
  json: listJson,
  csv: listCsv,
  dot: listDot,
} as const satisfies Record<string, (rows: readonly ListedRow[]) => string>;

/** `ztn list`: everything that may pass. */
export const list: Command = {
  name: 'list',
  summary: 'every permitted connection, of all workloads or of one',
  help: `ztn list -f PATH [--workload REF] [options]

Lists every connection that all layers permit, and those of which it is not
settled ('conditional', 'unknown'). Refused ones are left out.

  --workload REF        only what this workload may do or is open to; repeat
  --peer REF            and of that only what has this workload at the other end
  --direction inbound   seen from the workload: inbound or outbound; both by default
  --port 8080, 53/UDP   only what this port permits
  -o, --output          text (default), json, csv, dot, connlist
  --exposure            with connlist: also what pods that are not there could do

'connlist' prints 'SRC => DST : CONNS' as 'netpol-analyzer list -o txt' does for
the same input, and reads it as that program does: NetworkPolicy and the admin
kinds only, no mesh and no Cilium; an ipBlock never matches a pod, host network
and phase of a pod count for nothing, a pod is called by the owner that it names,
and the ingress controller ('--workload ingress') is a pod without labels.

${refHelp}
${worldHelp}
Examples:
  ztn list -f manifests
  ztn list -f manifests --workload shop/Deployment/api --direction inbound -o json
  ztn list -f manifests -o connlist
`,
  options: {
    ...worldOptions,
    workload: { type: 'string', multiple: true },
    peer: { type: 'string', multiple: true },
    direction: { type: 'string' },
    port: { type: 'string' },
    exposure: { type: 'boolean' },
    output: { type: 'string', short: 'o' },
  },
  async run(values, io) {
    const output = wordOf(values, 'output', [
      'text',
      'json',
      'csv',
      'dot',
      'connlist',
    ]);
    const exposure = values.exposure === true ? 'told' : 'left-out';
    if (exposure === 'told' && output !== 'connlist') {
      throw new UsageError('--exposure goes with -o connlist');
    }
    const direction = directionOf(values);
    const text = textOf(values, 'port');
    const port = text === undefined ? undefined : parsePort(text);
    const workloads = textsOf(values, 'workload');
    const peers = textsOf(values, 'peer');
    const world = await loadWorld(values, io);
    const chosen =
      workloads.length + peers.length > 0
        ? chosenIn(world, [...workloads, ...peers])
        : undefined;
    const focus = {
      workloads: chosen?.endpoints.slice(0, workloads.length) ?? [],
      peers: chosen?.endpoints.slice(workloads.length) ?? [],
    };
    const clusters = chosen ? [chosen.cluster] : world.clusters;
    if (output === 'connlist') {
      for (const cluster of clusters) {
        io.out(
          listAsAnalyzer(cluster, { ...focus, direction, port, exposure }, io),
        );
      }
      return exitCodes.done;
    }
    const rows = clusters.flatMap(cluster => {
      const { snapshot } = cluster;
      const keys = (ends: typeof focus.workloads) =>
        ends.length > 0 ? keysOf(ends, snapshot) : undefined;
      return listRows(cluster, {
        workloads: keys(focus.workloads),
        peers: keys(focus.peers),
        direction,
        port,
      });
    });
    io.out(outputs[output](rows));
    return exitCodes.done;
  },
};

function directionOf(values: OptionValues): Direction | undefined {
  if (textOf(values, 'direction') === undefined) return undefined;
  return wordOf(values, 'direction', ['inbound', 'outbound']) === 'inbound'
    ? 'ingress'
    : 'egress';
}

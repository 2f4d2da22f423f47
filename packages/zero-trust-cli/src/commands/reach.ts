import { Engine, Endpoint, blastRadiusOf } from '@ztn/zero-trust-engine';
import { exitCodes } from '../exitCodes';
import { reachJson, reachText } from '../reach/reachOutputs';
import { parseRef } from '../refs/parseRef';
import { resolveEnd } from '../refs/resolveEnd';
import { UsageError } from '../UsageError';
import { chooseCluster, clusterNames } from '../world/chooseCluster';
import { loadWorld, worldHelp, worldOptions } from '../world/worldOptions';
import { Command, OptionValues, requiredText, textOf, wordOf } from './Command';
import { refHelp } from './help';

/** `ztn reach`: the blast radius of a workload or an identity. */
export const reach: Command = {
  name: 'reach',
  summary: 'what a compromised workload could reach, hop by hop',
  help: `ztn reach --from REF -f PATH [--hops N] [options]

Follows what a workload may call, on the assumption that whatever it reaches is
compromised in turn. A call that is 'conditional' or 'unknown' counts, since an
attacker chooses the request; what is reached only over such calls is marked.

  --from REF            a workload, a pod, or a SPIFFE ID (all who can prove it)
  --hops N              how far to follow; to the end by default
  -o, --output          text (default), json

${refHelp}
${worldHelp}
Example:
  ztn reach -f manifests --from shop/Deployment/web --hops 2
`,
  options: {
    ...worldOptions,
    from: { type: 'string' },
    hops: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(values, io) {
    const output = wordOf(values, 'output', ['text', 'json']);
    const hops = hopsOf(values);
    const text = requiredText(values, 'from');
    const world = await loadWorld(values, io);
    const ref = parseRef(text, clusterNames(world));
    const { engine, snapshot } = chooseCluster(world, [ref.cluster]);
    const start = startOf(
      resolveEnd(ref.endpoint, 'from', snapshot),
      text,
      engine,
    );
    const radius = blastRadiusOf(engine, start, hops);
    io.out(
      output === 'json'
        ? reachJson(start, radius)
        : reachText(start, radius, snapshot.workloads.length - start.length),
    );
    return exitCodes.done;
  },
};

/** Keys of the workloads that a caller may be. */
function startOf(
  from: Endpoint,
  text: string,
  engine: Engine,
): readonly string[] {
  const question = { from, to: from, protocol: 'ICMP', port: null } as const;
  const keys = engine
    .resolve(question)
    .from.flatMap(party =>
      party.type === 'workload' ? [party.workload.key] : [],
    );
  if (keys.length > 0) return [...new Set(keys)];
  throw new UsageError(`'${text}' is no workload of the input`);
}

function hopsOf(values: OptionValues): number | undefined {
  const text = textOf(values, 'hops');
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UsageError(`--hops is a number from 1 on, not '${text}'`);
}

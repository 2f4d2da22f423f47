import { worstSeverityFirst } from '@ztn/zero-trust-engine';
import { auditCluster, isAtLeast } from '../audit/auditCluster';
import { auditText } from '../audit/auditOutputs';
import { exitCodes } from '../exitCodes';
import { loadWorld, worldHelp, worldOptions } from '../world/worldOptions';
import { Command, textOf, wordOf } from './Command';

/** `ztn audit`: what is wrong, and which protections hold. */
export const audit: Command = {
  name: 'audit',
  summary: 'defects of policy, and which protections hold where',
  help: `ztn audit -f PATH [--fail-on SEVERITY] [options]

Reports findings (defects of policy, each with a stable code; docs/findings.md
says what each means and how to repair it) and controls (protections that each
workload, namespace or cluster has or lacks).

  --fail-on high        exit code 1 when a finding is that bad or worse, or a
                        control of that severity fails or holds only in part:
                        ${worstSeverityFirst.join(', ')}
  -o, --output          text (default), json

${worldHelp}
Example:
  ztn audit -f manifests --fail-on high
`,
  options: {
    ...worldOptions,
    'fail-on': { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(values, io) {
    const output = wordOf(values, 'output', ['text', 'json']);
    const failOn =
      textOf(values, 'fail-on') === undefined
        ? undefined
        : wordOf(values, 'fail-on', worstSeverityFirst);
    const world = await loadWorld(values, io);
    const audits = world.clusters.map(cluster =>
      auditCluster(cluster, io.now()),
    );
    io.out(
      output === 'json'
        ? `${JSON.stringify(audits, null, 2)}\n`
        : audits.map(auditText).join('\n'),
    );
    const fails =
      failOn !== undefined && audits.some(found => isAtLeast(found, failOn));
    return fails ? exitCodes.no : exitCodes.done;
  },
};

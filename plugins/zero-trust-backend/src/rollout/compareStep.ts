import { setImmediate as turn } from 'node:timers/promises';
import { RolloutWhatIfResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { Engine, Verdict, Workload } from '@ztn/zero-trust-engine';

type Change = RolloutWhatIfResponse['changes'][number];

/** More pairs than these take too long for somebody who waits. */
const MOST_PAIRS = 40_000;
/** How many are told. */
const TOLD = 200;

/**
 * Compares every call into and out of a namespace, on the TCP ports that are
 * declared, before and after a step. One workload at a time, with a turn of the
 * event loop after each.
 */
export async function compareStep(
  before: Engine,
  after: Engine,
  namespace: string,
): Promise<
  Pick<
    RolloutWhatIfResponse,
    'changes' | 'totalChanges' | 'compared' | 'truncated'
  >
> {
  const { workloads } = before.snapshot;
  const own = workloads.filter(w => w.namespace === namespace);
  const others = workloads.filter(w => w.namespace !== namespace);
  const changes: Change[] = [];
  let compared = 0;
  let truncated = false;
  const compare = (from: Workload, to: Workload) => {
    for (const port of tcpPorts(to)) {
      if (compared >= MOST_PAIRS) {
        truncated = true;
        return;
      }
      compared += 1;
      const [old, next] = [before, after].map(engine =>
        termsOf(judge(engine, from, to, port)),
      );
      // A call that is refused both times has no transport to speak of.
      if (old.outcome === 'deny' && next.outcome === 'deny') continue;
      if (old.outcome !== next.outcome || old.transport !== next.transport) {
        const ends = { from: from.key, to: to.key };
        changes.push({ ...ends, port, before: old, after: next });
      }
    }
  };
  for (const workload of own) {
    for (const caller of workloads) {
      if (caller.key !== workload.key) compare(caller, workload);
    }
    // Calls inside the namespace are among the callers already.
    for (const callee of others) compare(workload, callee);
    await turn();
  }
  const ordered = changes.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      a.to.localeCompare(b.to) ||
      a.from.localeCompare(b.from) ||
      a.port - b.port,
  );
  return {
    changes: ordered.slice(0, TOLD),
    totalChanges: ordered.length,
    compared,
    truncated,
  };
}

function judge(
  engine: Engine,
  { ref: from }: Workload,
  { ref: to }: Workload,
  port: number,
): Verdict {
  return engine.judge({
    from: { type: 'workload', ref: from },
    to: { type: 'workload', ref: to },
    protocol: 'TCP',
    port,
  });
}

const termsOf = ({ outcome, transport }: Verdict): Change['before'] => ({
  outcome,
  transport,
});

function tcpPorts({ ports }: Workload): readonly number[] {
  const tcp = ports.filter(({ protocol }) => protocol === 'TCP');
  return [...new Set(tcp.map(({ port }) => port))];
}

/** What breaks, what newly passes, what cannot be told, and other transports. */
function rank({ before, after }: Change): number {
  if (after.outcome === 'deny') return 0;
  if (before.outcome === 'deny') return 1;
  return after.outcome === 'unknown' ? 2 : 3;
}

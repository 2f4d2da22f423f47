import { Engine, PortRange } from '@ztn/zero-trust-engine';
import { Edge } from '../goal/findEdge';
import { RuleReading } from '../read/readRule';
import { Effect } from './effectOf';
import { Limits, limitsAt } from './placeLimits';

/** Traffic that a change lets from the caller to the callee. */
export interface GrantedTraffic {
  readonly protocol: string;
  readonly ports: readonly PortRange[];
  /** Absent: whatever is asked on these ports. */
  readonly requests?: readonly {
    /** Absent: any. */
    readonly methods?: readonly string[];
    /** In the words of the policy: `/api/*`, or Cilium's `/api/.*`. */
    readonly paths?: readonly string[];
  }[];
}

/** What a change adds to the edge that a goal is about, as the engine sees it. */
export function grantOf(
  before: Engine,
  after: Engine,
  { callers, callees }: Edge,
  readings: readonly RuleReading[],
  { changes }: Effect,
): readonly GrantedTraffic[] {
  const keys = new Set(callers.map(({ key }) => key));
  const ends = new Set(callees.map(({ key }) => key));
  const rows = changes.flatMap((change): readonly GrantedTraffic[] => {
    const { workload, direction, peer, protocol, ports } = change;
    const isOwn =
      direction === 'egress' &&
      keys.has(workload) &&
      peer.type === 'workload' &&
      ends.has(peer.key);
    if (!isOwn || !change.after || change.type === 'vanishes') return [];
    const allow = change.after.http?.allow;
    if (allow && allow !== 'any') {
      const old = change.before?.http?.allow;
      const known = new Set(
        old && old !== 'any' ? old.map(item => JSON.stringify(item)) : [],
      );
      const requests = allow
        .filter(item => !known.has(JSON.stringify(item)))
        .map(({ methods, paths }) => ({
          ...(methods && { methods }),
          ...(paths && { paths }),
        }));
      return [{ protocol, ports, requests }];
    }
    return change.after.outcome === 'allow' ? [{ protocol, ports }] : [];
  });
  // Rows do not list what Cilium's HTTP rules let through.
  const inNetwork = readings.flatMap(({ rule, places }) =>
    places.flatMap(({ place }): readonly GrantedTraffic[] => {
      const old = wordsIn(limitsAt(before, place, rule.protocol));
      const words = [...wordsIn(limitsAt(after, place, rule.protocol))].filter(
        word => !old.has(word),
      );
      const ports = [{ first: rule.port, last: rule.port }];
      return words.length > 0
        ? [{ protocol: rule.protocol, ports, requests: words.map(requestOf) }]
        : [];
    }),
  );
  const all = [...rows, ...inNetwork];
  return [...new Map(all.map(one => [JSON.stringify(one), one])).values()];
}

function wordsIn(limits: Limits): ReadonlySet<string> {
  return limits.type === 'words' ? limits.items : new Set();
}

function requestOf(word: string) {
  const space = word.indexOf(' ');
  const [method, path] = [word.slice(0, space), word.slice(space + 1)];
  return {
    ...(method !== '*' && { methods: [method] }),
    ...(path !== '*' && { paths: [path] }),
  };
}

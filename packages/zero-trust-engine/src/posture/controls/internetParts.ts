import { Permission } from '../../evaluate/Permission';
import { formatObjectRef } from '../../refs';
import { Snapshot } from '../../snapshot/Snapshot';
import { Evidence } from '../../Verdict';
import { Workload } from '../../snapshot/Workload';
import { Direction, Outcome } from '../../vocabulary';
import { coversInternet } from '../coversInternet';
import { Part } from './Assessment';
import { ControlContext } from './ControlContext';

/** The sentences of `internetParts`. */
export const internetReasons = {
  'not-isolated': 'No policy closes this direction: any address will do.',
  'rule-for-everybody':
    'A rule names (nearly) every public address, on {ports}.',
  'with-condition':
    'A rule names (nearly) every public address, on {ports}; what passes depends on the request.',
  condition: 'Only requests with certain properties pass.',
  'internet-unknown':
    'Whether (nearly) every public address may pass on {ports} cannot be told.',
  'named-hosts': 'Only named hosts may be called.',
  closed: 'No rule names (nearly) every public address.',
} as const;

/** Adding one after the other: what passes, what may, what cannot be told. */
const steps: readonly (readonly Outcome[])[] = [
  ['allow'],
  ['allow', 'conditional'],
  ['allow', 'conditional', 'unknown'],
];

/**
 * Whether a workload may be reached from, or may reach, anybody on the Internet:
 * by the answers of all layers for addresses outside, not by what rules say.
 */
export function internetParts(
  { engine, snapshot }: ControlContext,
  workload: Workload,
  direction: Direction,
): readonly Part[] {
  const rows = engine
    .addresses(workload.key, direction)
    .filter(({ declared, traffic }) => declared ?? traffic.protocol === 'TCP');
  const found = steps.findIndex(outcomes =>
    coversInternet(
      rows.flatMap(({ peer, outcome }) =>
        peer.type === 'addresses' && outcomes.includes(outcome)
          ? peer.cidrs
          : [],
      ),
    ),
  );
  if (found < 0) return [{ holds: true, reason: 'closed' }];
  const deciding = rows.filter(
    ({ peer, outcome }) =>
      peer.type === 'addresses' && steps[found].includes(outcome),
  );
  const place = placeOf(deciding, direction);
  const params = { ports: portsOf(deciding) };
  switch (found) {
    case 0: {
      const reason = place.object ? 'rule-for-everybody' : 'not-isolated';
      return [{ holds: false, reason, ...place, params }];
    }
    case 1:
      if (deciding.every(row => isForNames(row, snapshot))) {
        return [{ holds: true, reason: 'named-hosts', ...place }];
      }
      return [
        { holds: false, reason: 'with-condition', ...place, params },
        { holds: true, reason: 'condition' },
      ];
    default:
      return [
        { holds: 'unknown', reason: 'internet-unknown', ...place, params },
      ];
  }
}

/** The first rule of the workload's own side of the network that lets it pass. */
function placeOf(
  rows: readonly Permission[],
  direction: Direction,
): Pick<Part, 'object' | 'path'> {
  const evidence = rows
    .flatMap(({ layers }) => layers)
    .filter(layer => layer.layer === 'network' && layer.direction === direction)
    .flatMap(({ because }) => because)
    .find(({ policy }) => policy !== undefined);
  if (!evidence) return {};
  const { policy, path } = evidence;
  return { object: policy, ...(path === undefined ? {} : { path }) };
}

function portsOf(rows: readonly Permission[]): string {
  const texts = rows.flatMap(({ traffic }) =>
    traffic.ports.map(({ first, last }) => {
      if (first === 1 && last === 65535)
        return `every ${traffic.protocol} port`;
      const range = first === last ? `${first}` : `${first}-${last}`;
      return `${range}/${traffic.protocol}`;
    }),
  );
  return [...new Set(texts)].slice(0, 5).join(', ');
}

/**
 * Whether a row depends on a name that was looked up and on nothing else, and
 * the rule does not take every name: then people chose who may be called.
 */
function isForNames(
  { outcome, layers }: Permission,
  snapshot: Snapshot,
): boolean {
  if (outcome !== 'conditional') return false;
  const open = layers.filter(layer => layer.outcome !== 'allow');
  return open.every(({ because }) => {
    const rules = because.filter(({ policy }) => policy !== undefined);
    return (
      because.some(({ reason }) => reason === 'depends-on-address') &&
      rules.length > 0 &&
      rules.every(evidence => isRuleForNames(evidence, snapshot))
    );
  });
}

const everyName = ['*', '**', '**.*', '**.'];

function isRuleForNames(
  { policy, path }: Evidence,
  snapshot: Snapshot,
): boolean {
  const names = [
    ...snapshot.objects('CiliumNetworkPolicy'),
    ...snapshot.objects('CiliumClusterwideNetworkPolicy'),
  ]
    .filter(({ meta, kind }) => formatObjectRef({ ...meta, kind }) === policy)
    .flatMap(({ rules }) => rules.flatMap(({ sections }) => sections))
    .filter(section => path?.startsWith(section.path))
    .flatMap(({ peers }) => peers.fqdns ?? []);
  return (
    names.length > 0 &&
    names.every(({ pattern }) => !everyName.includes(pattern ?? ''))
  );
}

import { Workload } from '../../snapshot/Workload';
import { Direction } from '../../vocabulary';
import { Part } from './Assessment';
import { ControlContext } from './ControlContext';

/** The sentences of `isolationPart`. */
export const isolationReasons = {
  isolated: 'Closed by default: {policies}.',
  open: 'No enforced policy closes this direction.',
  'host-network':
    'The pod uses the network of its node; what policy does there is not defined.',
  'no-enforcement': 'No network plugin enforces policy in this cluster.',
  'isolation-unknown':
    'Whether a policy closes this direction cannot be told: {because}.',
} as const;

/** Whether the network closes a direction of a workload by default. */
export function isolationPart(
  { engine, snapshot }: ControlContext,
  workload: Workload,
  direction: Direction,
): Part {
  const { cni } = snapshot.facts;
  if (cni === 'none') return { holds: false, reason: 'no-enforcement' };
  if (workload.hostNetwork) return { holds: false, reason: 'host-network' };
  const { state, by } = engine.isolation(workload.key, direction);
  const [first] = by;
  switch (state) {
    case 'isolated':
      return {
        holds: true,
        reason: 'isolated',
        ...(first === undefined ? {} : { object: first }),
        params: { policies: by.join(', ') || 'the cluster denies by default' },
      };
    case 'open':
      return { holds: false, reason: 'open' };
    default:
      return {
        holds: 'unknown',
        reason: 'isolation-unknown',
        params: {
          because:
            cni === 'unknown'
              ? 'the network plugin is not known'
              : 'a policy or its enforcement could not be read',
        },
      };
  }
}

import { Engine } from '../../../evaluate/Engine';
import { NetworkRule } from '../../../layers/network/NetworkRule';
import { Program } from '../../../layers/network/Program';
import { Workload } from '../../../snapshot/Workload';
import { Direction } from '../../../vocabulary';

/** A compiled rule with every workload that it binds. */
export interface BoundRule {
  readonly rule: NetworkRule;
  readonly direction: Direction;
  readonly subjects: readonly Workload[];
}

/** What governs one workload in one direction, as it is declared. */
export interface Governed {
  readonly workload: Workload;
  readonly direction: Direction;
  readonly program: Program;
}

const directions = ['ingress', 'egress'] as const;

/** Every workload in every direction in which policies may govern it. */
export function governedIn({ snapshot, layers }: Engine): readonly Governed[] {
  return snapshot.workloads.flatMap(workload =>
    directions.flatMap(direction => {
      const party = { type: 'workload', workload } as const;
      const [program] = layers.network.programs(party, direction);
      return program ? [{ workload, direction, program }] : [];
    }),
  );
}

/** The same rule is compiled for several subjects; here it is one. */
export function boundRules(
  governed: readonly Governed[],
): readonly BoundRule[] {
  const found = new Map<string, BoundRule & { subjects: Workload[] }>();
  for (const { workload, direction, program } of governed) {
    const seen = new Map<string, number>();
    for (const rule of program.rules) {
      const place = `${rule.policy} ${rule.path}`;
      const nth = seen.get(place) ?? 0;
      seen.set(place, nth + 1);
      const key = `${direction} ${place} ${nth}`;
      const known = found.get(key);
      if (known) known.subjects.push(workload);
      else found.set(key, { rule, direction, subjects: [workload] });
    }
  }
  return [...found.values()];
}

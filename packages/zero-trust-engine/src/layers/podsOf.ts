import { Pod } from '../snapshot/Workload';
import { Party } from './Layer';

/** Every pod that a party may be; empty for a template and for what is no pod. */
export function podsOf(party: Party): readonly Pod[] {
  if (party.type !== 'workload') return [];
  if (party.alike) return party.alike;
  return party.pod ? [party.pod] : party.workload.pods;
}

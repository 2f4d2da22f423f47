import { formatObjectRef } from '../refs';
import { Party } from './Layer';

/** A party as text: a workload by its key, others by what they are. */
export function partyName(party: Party): string {
  switch (party.type) {
    case 'workload':
      return party.workload.key;
    case 'node':
      return formatObjectRef({ kind: 'Node', name: party.node.name });
    case 'address':
      return party.cidr;
    case 'fqdn':
      return `fqdn:${party.name}`;
    case 'reserved':
      return party.peer;
    case 'principal':
      return party.principal;
    default:
      return party satisfies never;
  }
}

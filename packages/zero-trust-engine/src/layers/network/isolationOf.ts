import { Facts } from '../../snapshot/Facts';
import { Isolation } from '../Layer';
import { Program } from './Program';

/**
 * Isolation under every reading of a cluster. A policy that was read and
 * isolates does so whatever else there is; without one, policies that could not
 * be read may.
 */
export function isolationOf(
  ofSubject: readonly Program[],
  cni: Facts['cni'],
): Isolation {
  // No known plugin closes what is in the network of its node.
  const programs = ofSubject.filter(({ onHostNetwork }) => !onHostNetwork);
  const by = [...new Set(programs.flatMap(program => program.isolatedBy))];
  if (cni === 'none' || programs.length === 0) return { state: 'open', by: [] };
  if (cni === 'unknown') return { state: 'unknown', by };
  const isolates = programs.map(isolatesAlone);
  if (isolates.every(Boolean)) return { state: 'isolated', by };
  const unsure =
    isolates.some(Boolean) || programs.some(({ gaps }) => gaps.length > 0);
  return { state: unsure ? 'unknown' : 'open', by };
}

/** Under Cilium the mode counts as well, and audit drops nothing. */
function isolatesAlone({ cilium, isolatedBy }: Program): boolean {
  if (!cilium) return isolatedBy.length > 0;
  return cilium.enforced && cilium.defaultDeny && !cilium.audit;
}

import { Layers, Path } from '../layers/Layer';
import { PermissionTraffic } from './Permission';

/**
 * The HTTP operations that every enforcement point on a path leaves open; absent
 * when none of them looks at HTTP. Exceptions of all points count. Where two
 * points both list what they allow, the list of the last one is given: the
 * outcome is `conditional` in any case, and the layers show both.
 */
export function httpOf(
  { mesh }: Layers,
  { hops, alternatives }: Path,
): PermissionTraffic['http'] {
  // Requests that take different ways have no operations in common.
  if (alternatives) return undefined;
  const sets = hops
    .filter(hop => hop.point !== 'ztunnel' && hop.chain !== 'tcp')
    .map(hop => mesh.operations(hop))
    .filter(({ verdict }) => verdict.outcome !== 'unknown');
  const lists = sets.flatMap(({ allow }) => (allow === 'any' ? [] : [allow]));
  const except = sets.flatMap(set => set.except);
  if (lists.length === 0 && except.length === 0) return undefined;
  return { allow: lists.at(-1) ?? 'any', except };
}

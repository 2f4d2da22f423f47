import { PermissionRow } from '@ztn/backstage-plugin-zero-trust-common';
import { WorkloadPosture } from '@ztn/zero-trust-engine';

/**
 * Every object that has a say in what a caller may see of an entity. Only these
 * can be asked about: the answer must not tell whether others exist.
 */
export function sayingPolicies(
  rows: readonly PermissionRow[],
  postures: readonly WorkloadPosture[],
): ReadonlySet<string> {
  const evidence = rows
    .flatMap(({ layers }) => layers)
    .flatMap(({ because }) => because)
    .flatMap(({ policy, considered }) => [policy, ...(considered ?? [])]);
  const postured = postures.flatMap(({ isolation, mtls, findings }) => [
    ...isolation.ingress.by,
    ...isolation.egress.by,
    ...mtls.ports
      .flatMap(({ chain }) => chain)
      .flatMap(({ policy, shadowed }) => [policy, ...shadowed]),
    ...findings.map(({ object }) => object),
  ]);
  return new Set([...evidence, ...postured].flatMap(ref => ref ?? []));
}

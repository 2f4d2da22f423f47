import {
  PermissionRow,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';

/** Objects that decide something here, so that one can be chosen to go. */
export function policiesNamed(
  workloads: readonly WorkloadPosture[],
  rows: readonly PermissionRow[],
): string[] {
  const named = [
    ...workloads.flatMap(({ isolation, mtls }) => [
      ...isolation.ingress.by,
      ...isolation.egress.by,
      ...mtls.ports
        .flatMap(({ chain }) => chain)
        .flatMap(({ policy, shadowed }) => [policy, ...shadowed]),
    ]),
    ...rows
      .flatMap(({ layers }) => layers)
      .flatMap(({ because }) => because.map(({ policy }) => policy)),
  ];
  return [...new Set(named.flatMap(name => name ?? []))].sort();
}

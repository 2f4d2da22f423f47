import { AccessSpec } from '@ztn/backstage-plugin-zero-trust-common';

/** What the auditor is told of a request: whom it is about, and where. */
export const endsOf = ({ caller, callee, cluster }: AccessSpec) => ({
  caller: caller.entityRef,
  callee: callee.entityRef,
  cluster,
});

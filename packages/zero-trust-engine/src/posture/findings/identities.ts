import { FindingCheck } from './FindingContext';

/** The mesh cannot tell workloads of one service account apart. */
export const sharedIdentity: FindingCheck = ({ snapshot, enrolment }) => {
  const byAccount = new Map<string, Map<string, string>>();
  for (const workload of snapshot.workloads) {
    if (enrolment.declared(workload) === 'none') continue;
    const { namespace, serviceAccount, ref, key } = workload;
    const account = `${namespace}/${serviceAccount}`;
    const owners = byAccount.get(account) ?? new Map<string, string>();
    owners.set(`${ref.kind}/${ref.name}`, key);
    byAccount.set(account, owners);
  }
  return [...byAccount].flatMap(([account, owners]) =>
    owners.size < 2
      ? []
      : [
          {
            code: 'identity-shared',
            severity: 'medium' as const,
            object: `ServiceAccount ${account}`,
            workloads: [...owners.values()],
            params: { workloads: [...owners.keys()].join(', ') },
          },
        ],
  );
};

/** Whoever may create pods in the namespace has this identity. */
export const defaultIdentity: FindingCheck = ({ snapshot, enrolment }) =>
  snapshot.workloads
    .filter(
      workload =>
        workload.serviceAccount === 'default' &&
        enrolment.declared(workload) !== 'none',
    )
    .map(({ key, namespace }) => ({
      code: 'identity-default-account',
      severity: 'medium' as const,
      object: `ServiceAccount ${namespace}/default`,
      workloads: [key],
      params: {},
    }));

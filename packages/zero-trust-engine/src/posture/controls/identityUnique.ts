import { formatObjectRef } from '../../refs';
import { Control } from './Control';
import { mappingOf } from './frameworks';
import { unseenPods, unseenPodsReason } from './running';

/** No other workload runs under the same service account. */
export const identityUnique: Control = {
  id: 'identity-unique',
  title: 'One identity, one workload',
  why: 'Workloads under one service account have one identity: what one may do, all may do, and nobody can tell which of them did it.',
  how: 'Every workload of the namespace that runs under the same service account. Variants of one owner count as one.',
  layer: 'mesh',
  scope: 'workload',
  severity: 'medium',
  mapping: mappingOf({ nist: ['6'], pci: ['7.2.5'] }),
  reasons: {
    ...unseenPodsReason,
    unique: 'No other workload runs under {account}.',
    shared: '{account} is shared with {others}.',
  },
  assess: (context, workload) => {
    const { namespace, serviceAccount, ref } = workload;
    const account = `${namespace}/${serviceAccount}`;
    const others = new Set(
      (context.runningUnder.get(account) ?? [])
        .filter(
          other => other.ref.kind !== ref.kind || other.ref.name !== ref.name,
        )
        .map(other => formatObjectRef(other.ref)),
    );
    const object = `ServiceAccount ${account}`;
    if (others.size > 0) {
      const params = { account, others: [...others].join(', ') };
      return [{ holds: false, reason: 'shared', object, params }];
    }
    return [
      { holds: true, reason: 'unique', object, params: { account } },
      // A pod that could not be read may run under the same account.
      ...unseenPods(context, workload),
    ];
  },
};

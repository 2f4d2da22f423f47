import { Control } from './Control';
import { mappingOf } from './frameworks';
import { runningOf, unseenPods, unseenPodsReason } from './running';

/** The workload has a service account of its own choice. */
export const notDefaultAccount: Control = {
  id: 'not-default-account',
  title: 'Not the default service account',
  why: 'Whatever runs in the namespace and names no account has the default one. A rule that admits it admits all of them, and whoever may create a pod.',
  how: 'The service account of the running pods, or of the template.',
  layer: 'mesh',
  scope: 'workload',
  severity: 'medium',
  mapping: mappingOf({ cis: ['5.1.5'], nist: ['6'], pci: ['7.2.5'] }),
  reasons: {
    ...unseenPodsReason,
    own: 'Runs under {account}.',
    default: 'Runs under the default account of its namespace.',
  },
  assess: (context, workload) => [
    ...runningOf(context, workload).map(({ shape, object }) => {
      const { serviceAccount } = shape;
      const account = `${workload.namespace}/${serviceAccount}`;
      const holds = serviceAccount !== 'default';
      const reason = holds ? 'own' : 'default';
      return { holds, reason, object, params: { account } };
    }),
    ...unseenPods(context, workload),
  ],
};

import { Part } from './Assessment';
import { Control } from './Control';
import { ControlContext } from './ControlContext';
import { mountsToken } from '../access/automount';
import { mappingOf } from './frameworks';
import { runningOf, unseenPods, unseenPodsReason } from './running';

/** Pods get a token for the Kubernetes API only where they use it. */
export const tokenAutomount: Control = {
  id: 'token-automount',
  title: 'No token that nobody uses',
  why: 'A token in every pod is a key to the API server for whoever takes over the pod. Most workloads never use it.',
  how: "Whether pods get the account's token unasked (the pod's own setting, else the account's, else yes), and whether any right is bound to the account itself or to all service accounts. A token that a volume asks for is not seen.",
  layer: 'access',
  scope: 'workload',
  severity: 'low',
  mapping: mappingOf({ cis: ['5.1.6'], nsa: ['C-0034'], pci: ['7.2.5'] }),
  reasons: {
    ...unseenPodsReason,
    off: 'The pod gets no token unasked.',
    used: 'The token is mounted, and rights are bound to {account}.',
    unused: 'The token is mounted, and no right is bound to {account}.',
    'use-unknown':
      'The token is mounted; whether rights are bound to {account} could not be read.',
    'account-unreadable':
      'Service accounts could not be read: {account} may switch the token off.',
  },
  assess: (context, workload) => [
    ...runningOf(context, workload).map(({ shape, object }): Part => {
      const { namespace } = workload;
      const account = `${namespace}/${shape.serviceAccount}`;
      const params = { account };
      const mounted = mountsToken(context.snapshot, namespace, shape);
      if (mounted === false) return { holds: true, reason: 'off', object };
      const used = isUsed(context, namespace, shape.serviceAccount);
      if (used === true) return { holds: true, reason: 'used', object, params };
      if (mounted === 'unknown') {
        return {
          holds: 'unknown',
          reason: 'account-unreadable',
          object,
          params,
        };
      }
      return used === false
        ? { holds: false, reason: 'unused', object, params }
        : { holds: 'unknown', reason: 'use-unknown', object, params };
    }),
    ...unseenPods(context, workload),
  ],
};

/** What everybody who is authenticated may do is no use of a token. */
function isUsed(
  { access }: ControlContext,
  namespace: string,
  account: string,
): boolean | 'unknown' {
  const meant = access.grantsOf(namespace, account).some(grant => grant.direct);
  if (meant) return true;
  return access.unread.length > 0 ? 'unknown' : false;
}

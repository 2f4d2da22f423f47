import { Snapshot } from '../../snapshot/Snapshot';
import { PodShape } from '../../snapshot/Workload';

/**
 * Whether a pod gets its account's token unasked: the pod's own setting, else the
 * account's, else yes (Kubernetes, automountServiceAccountToken).
 */
export function mountsToken(
  snapshot: Snapshot,
  namespace: string,
  { automountToken, serviceAccount }: PodShape,
): boolean | 'unknown' {
  if (automountToken !== undefined) return automountToken;
  const account = snapshot.serviceAccounts.find(
    meta => meta.namespace === namespace && meta.name === serviceAccount,
  );
  if (account) return account.automountToken ?? true;
  return snapshot.gapsOf('ServiceAccount').length > 0 ? 'unknown' : true;
}

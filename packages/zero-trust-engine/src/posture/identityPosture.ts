import { Enrolment } from '../layers/mesh/Enrolment';
import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';
import { DataPlane } from '../vocabulary';
import { ciliumIdentity } from './ciliumIdentity';
import { IdentityPosture } from './Posture';
import { rootCertificates } from './rootCertificates';

/**
 * What a workload proves in the mesh: one identity for a service account, so
 * workloads that share the account cannot be told apart (Istio, SPIFFE).
 */
export function identityPosture(
  snapshot: Snapshot,
  enrolment: Enrolment,
  workload: Workload,
): IdentityPosture {
  const { istio } = snapshot.facts;
  const { namespace, serviceAccount, key } = workload;
  const roots = rootCertificates(snapshot, namespace);
  const ciliumLabels = ciliumIdentity(snapshot, workload);
  const principal = `${istio.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
  return {
    principal,
    spiffeId: `spiffe://${principal}`,
    serviceAccount,
    presented: presentedBy(workload.pods.map(pod => enrolment.ofPod(pod))),
    sharedWith: snapshot.workloads
      .filter(
        other =>
          other.key !== key &&
          other.namespace === namespace &&
          other.serviceAccount === serviceAccount,
      )
      .map(other => other.key),
    isDefaultAccount: serviceAccount === 'default',
    serviceAccountExists:
      snapshot.gapsOf('ServiceAccount').length > 0
        ? 'unknown'
        : snapshot.serviceAccounts.some(
            meta =>
              meta.namespace === namespace && meta.name === serviceAccount,
          ),
    trustDomain: istio.trustDomain,
    trustDomainAliases: istio.trustDomainAliases,
    ...(roots ? { rootCertificates: roots } : {}),
    ...(ciliumLabels ? { ciliumLabels } : {}),
  };
}

function presentedBy(
  planes: readonly DataPlane[],
): IdentityPosture['presented'] {
  if (planes.some(p => p === 'unknown' || p === 'ambient-pending')) {
    return 'unknown';
  }
  const proving = planes.filter(plane => plane !== 'none').length;
  if (proving === 0) return 'no-pod';
  return proving === planes.length ? 'all-pods' : 'some-pods';
}

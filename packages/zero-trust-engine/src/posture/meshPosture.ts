import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';
import { IdentityPosture, MeshEnrolment, MtlsPosture } from './Posture';

/** What the mesh says of workloads, beside verdicts. */
export interface MeshPosture {
  enrolment(workload: Workload): MeshEnrolment;
  mtls(workload: Workload): MtlsPosture;
  identity(workload: Workload): IdentityPosture;
}

/** The mesh side of posture over one snapshot. */
export function meshPostureOf(snapshot: Snapshot): MeshPosture {
  const { istio } = snapshot.facts;
  return {
    enrolment: ({ pods }) => ({
      declared: 'unknown',
      pods: pods.map(pod => ({ pod: pod.name, dataPlane: 'unknown' })),
    }),
    mtls: () => ({ headline: 'unknown', ports: [] }),
    identity({ namespace, serviceAccount, key }) {
      const principal = `${istio.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
      return {
        principal,
        spiffeId: `spiffe://${principal}`,
        serviceAccount,
        presented: 'unknown',
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
      };
    },
  };
}

import { enrolmentIn } from '../layers/mesh/Enrolment';
import { revisionOf } from '../layers/mesh/revisionOf';
import { MtlsIndex } from '../layers/transport/MtlsIndex';
import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';
import { identityPosture } from './identityPosture';
import { mtlsPosture } from './mtlsPosture';
import { IdentityPosture, MeshEnrolment, MtlsPosture } from './Posture';

/** What the mesh says of workloads, beside verdicts. */
export interface MeshPosture {
  enrolment(workload: Workload): MeshEnrolment;
  mtls(workload: Workload): MtlsPosture;
  identity(workload: Workload): IdentityPosture;
}

/** The mesh side of posture over one snapshot. */
export function meshPostureOf(snapshot: Snapshot): MeshPosture {
  const enrolment = enrolmentIn(snapshot);
  const mtls = new MtlsIndex(snapshot);
  return {
    enrolment: workload => ({
      declared: enrolment.declared(workload),
      pods: workload.pods.map(pod => {
        const revision = revisionOf(pod.annotations);
        return {
          pod: pod.name,
          dataPlane: enrolment.ofPod(pod),
          ...(revision === undefined ? {} : { revision }),
        };
      }),
    }),
    mtls: workload =>
      snapshot.facts.istio.installed === 'unknown'
        ? { headline: 'unknown', ports: [] }
        : mtlsPosture(mtls, enrolment, workload),
    identity: workload => identityPosture(snapshot, enrolment, workload),
  };
}

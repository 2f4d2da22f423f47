import { Pod, PodShape, Workload } from '../../snapshot/Workload';
import { DataPlane } from '../../vocabulary';
import { Party } from '../Layer';
import { Enrolment } from '../mesh/Enrolment';

/** A workload's end of a connection, with what its pods really have. */
export interface MeshPeer {
  readonly party: Party & { readonly type: 'workload' };
  readonly workload: Workload;
  readonly shape: PodShape;
  readonly plane: DataPlane;
  /** Whether a sidecar client sends mutual TLS to it. */
  readonly tlsMode: boolean;
  /** `<trust domain>/ns/<namespace>/sa/<account>`. */
  readonly principal: string;
}

/**
 * Reads a party: a pod where one is meant, else one of its pods (alike in all
 * that counts), else the template, for which the declared data plane stands.
 */
export function meshPeer(
  party: Party & { readonly type: 'workload' },
  enrolment: Enrolment,
  trustDomain: string,
): MeshPeer {
  const { workload } = party;
  const pod = party.pod ?? workload.pods[0];
  const shape = shapeOf(workload, pod);
  const plane = enrolment.of(workload, pod);
  const label = shape.labels['security.istio.io/tlsMode'];
  return {
    party,
    workload,
    shape,
    plane,
    // Injection writes the label, so a template does not have it yet.
    tlsMode:
      label === 'istio' || (label === undefined && !pod && plane === 'sidecar'),
    principal: `${trustDomain}/ns/${workload.namespace}/sa/${workload.serviceAccount}`,
  };
}

/** A pod, else one of the workload's, else its template, else what is known. */
export function shapeOf(
  workload: Workload,
  pod: Pod | undefined = workload.pods[0],
): PodShape {
  if (pod) return pod;
  const { template, labels, annotations, serviceAccount, hostNetwork } =
    workload;
  return (
    template ?? {
      labels,
      annotations,
      serviceAccount,
      hostNetwork,
      containers: [],
    }
  );
}

import { acceptanceOf } from '../../layers/transport/acceptance';
import { FindingCheck } from './FindingContext';

/** Ports in the mesh that take plaintext because of their mode. */
export const plaintextAccepted: FindingCheck = ({
  snapshot,
  enrolment,
  mtls,
}) =>
  snapshot.workloads.flatMap(workload => {
    const [pod] = workload.pods;
    const shape = pod ?? workload.template;
    const plane = enrolment.of(workload, pod);
    if (!shape || (plane !== 'sidecar' && plane !== 'ambient')) return [];
    const open = workload.ports.flatMap(({ port, protocol }) => {
      const acceptance = acceptanceOf(
        mtls,
        shape,
        workload.namespace,
        plane,
        port,
        protocol,
      );
      const takes =
        acceptance.accepts === 'both' ||
        acceptance.accepts === 'plaintext-only';
      return takes ? [{ port, acceptance }] : [];
    });
    if (open.length === 0) return [];
    const decides = open[0].acceptance.mode?.chain.find(step => step.decides);
    const { kind, namespace, name } = workload.ref;
    return [
      {
        code: 'plaintext-accepted',
        severity: 'medium' as const,
        object: decides?.policy ?? `${kind} ${namespace}/${name}`,
        ...(decides?.path ? { path: decides.path } : {}),
        workloads: [workload.key],
        params: { ports: open.map(({ port }) => port).join(', ') },
      },
    ];
  });

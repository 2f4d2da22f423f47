import { inboundHole } from '../../layers/mesh/captureOf';
import { FindingCheck } from './FindingContext';

/** Pods without the proxy that their namespace or template asks for. */
export const podWithoutProxy: FindingCheck = ({ snapshot, enrolment }) =>
  snapshot.workloads.flatMap(workload => {
    const declared = enrolment.declared(workload);
    if (declared !== 'sidecar' && declared !== 'ambient') return [];
    const without = workload.pods.filter(
      pod => enrolment.ofPod(pod) === 'none',
    );
    if (without.length === 0) return [];
    const { kind, namespace, name } = workload.ref;
    return [
      {
        code: 'pod-without-proxy',
        severity: 'high' as const,
        object: `${kind} ${namespace}/${name}`,
        workloads: [workload.key],
        params: {
          pods: without.map(pod => pod.name).join(', '),
          declared,
        },
      },
    ];
  });

/** Declared ports that annotations take out of the sidecar's hands. */
export const portNotCaptured: FindingCheck = ({ snapshot, enrolment }) =>
  snapshot.workloads.flatMap(workload => {
    const pod = workload.pods.find(p => enrolment.ofPod(p) === 'sidecar');
    const shape = pod ?? workload.template;
    const declared = pod ? 'sidecar' : enrolment.declared(workload);
    if (!shape || declared !== 'sidecar') return [];
    const { kind, namespace, name } = workload.ref;
    return workload.ports.flatMap(({ port, protocol }) => {
      const hole = inboundHole(shape.annotations, port);
      if (!hole || hole === 'proxy-own-port' || protocol !== 'TCP') return [];
      return [
        {
          code: 'port-not-captured',
          severity: 'medium' as const,
          object: `${kind} ${namespace}/${name}`,
          path: 'spec.template.metadata.annotations',
          workloads: [workload.key],
          params: { port: String(port), reason: hole },
        },
      ];
    });
  });

/** Captured pods of which ztunnel sees no plaintext that comes in. */
export const ambientBypass: FindingCheck = ({ snapshot, enrolment }) =>
  snapshot.workloads.flatMap(workload => {
    const key = 'ambient.istio.io/bypass-inbound-capture';
    const open = workload.pods.filter(
      pod =>
        enrolment.ofPod(pod) === 'ambient' && pod.annotations[key] === 'true',
    );
    if (open.length === 0) return [];
    const { kind, namespace, name } = workload.ref;
    return [
      {
        code: 'ambient-inbound-bypass',
        severity: 'high' as const,
        object: `${kind} ${namespace}/${name}`,
        path: `metadata.annotations["${key}"]`,
        workloads: [workload.key],
        params: { pods: open.map(pod => pod.name).join(', ') },
      },
    ];
  });

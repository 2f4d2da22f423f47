import { Part } from './Assessment';
import { Control } from './Control';
import { mappingOf } from './frameworks';
import { portsAccepting } from './portsAccepting';
import { runningOf, unseenPods, unseenPodsReason } from './running';

const holes = [
  'excluded-port',
  'not-included-port',
  'interception-off',
  'inbound-bypass',
];
const outbound = [
  'traffic.sidecar.istio.io/excludeOutboundPorts',
  'traffic.sidecar.istio.io/excludeOutboundIPRanges',
];

/** No annotation lets traffic past the proxy of a pod that has one. */
export const noPlaintextHole: Control = {
  id: 'no-plaintext-hole',
  title: 'No way around the proxy',
  why: 'An excluded port looks protected, since the pod has a proxy. Neither STRICT nor any rule acts there, and what the pod sends past its proxy is neither encrypted nor proven.',
  how: 'Annotations of running pods that take ports or addresses out of the proxy: excluded or not included inbound ports, interception switched off, ambient bypass, excluded outbound ports and ranges. Pods without a proxy are the business of other controls.',
  layer: 'transport',
  scope: 'workload',
  severity: 'high',
  mapping: mappingOf({ nist: ['2'], pci: ['1.2.6', '4.2.1'] }),
  reasons: {
    ...unseenPodsReason,
    captured: 'Port {port} passes the proxy.',
    'excluded-port': 'Port {port} is excluded from the proxy.',
    'not-included-port':
      'Port {port} is not among the ports that the proxy takes.',
    'interception-off':
      'Interception is switched off: port {port} does not pass the proxy.',
    'inbound-bypass':
      'Inbound capture is bypassed: ztunnel does not see port {port}.',
    'outbound-excluded':
      'Outbound traffic goes past the proxy: {annotation} is {value}.',
    'capture-unknown': 'Whether port {port} passes a proxy cannot be told.',
  },
  assess: (context, workload) => [
    ...portsAccepting(context, workload).flatMap(
      ({ port, running, acceptance }): readonly Part[] => {
        const { object } = running;
        const params = { port: String(port) };
        switch (acceptance.accepts) {
          case 'unknown':
            return acceptance.reason === 'policies-unreadable'
              ? [{ holds: true, reason: 'captured', object, params }]
              : [
                  {
                    holds: 'unknown',
                    reason: 'capture-unknown',
                    object,
                    params,
                  },
                ];
          case 'not-enforced':
            return holes.includes(acceptance.reason ?? '')
              ? [{ holds: false, reason: acceptance.reason!, object, params }]
              : [];
          case 'not-applicable':
            return [];
          default:
            return [{ holds: true, reason: 'captured', object, params }];
        }
      },
    ),
    ...runningOf(context, workload).flatMap(({ pod, shape, object }) => {
      const plane = pod
        ? context.enrolment.ofPod(pod)
        : context.enrolment.declared(workload);
      if (plane !== 'sidecar') return [];
      return outbound
        .filter(annotation => (shape.annotations[annotation] ?? '').trim())
        .map(
          (annotation): Part => ({
            holds: false,
            reason: 'outbound-excluded',
            object,
            path: `metadata.annotations["${annotation}"]`,
            params: { annotation, value: shape.annotations[annotation] },
          }),
        );
    }),
    ...unseenPods(context, workload),
  ],
};

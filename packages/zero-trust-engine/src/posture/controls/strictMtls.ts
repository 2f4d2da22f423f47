import { Control } from './Control';
import { mappingOf } from './frameworks';
import { PortAccepting, portsAccepting } from './portsAccepting';
import { unseenPods, unseenPodsReason } from './running';
import { Part } from './Assessment';

/** Every TCP port of every pod takes mutual TLS and nothing else. */
export const strictMtls: Control = {
  id: 'strict-mtls',
  title: 'Strict mutual TLS on every port',
  why: 'A port that also takes plaintext takes calls without an identity: no rule about identities can see them, and whoever is on the path can read them.',
  how: 'For every TCP port that a container declares or a Service maps to, on every running pod: the effective PeerAuthentication mode, and whether the pod really has a proxy or ztunnel that captures this port. A workload without such a port is not counted.',
  layer: 'transport',
  scope: 'workload',
  severity: 'high',
  mapping: mappingOf({ nist: ['2'], pci: ['4.2.1'], nsa: ['C-0054'] }),
  reasons: {
    ...unseenPodsReason,
    'mtls-only': 'Port {port} takes mutual TLS only.',
    'takes-both': 'Port {port} takes mutual TLS and plaintext.',
    'takes-plaintext': 'Port {port} takes plaintext only.',
    'no-proxy': 'No proxy stands before port {port}.',
    'host-network':
      'The pod uses the network of its node: no proxy stands before port {port}.',
    'not-captured': 'The proxy is told to leave port {port} alone ({because}).',
    'acceptance-unknown': 'What port {port} takes cannot be told ({because}).',
  },
  assess: (context, workload) => [
    ...portsAccepting(context, workload).flatMap(partOf),
    ...unseenPods(context, workload),
  ],
};

function partOf({ port, running, acceptance }: PortAccepting): readonly Part[] {
  const { accepts, reason, mode } = acceptance;
  const decides = mode?.chain.find(step => step.decides);
  const because = reason ?? acceptance.gaps[0]?.kind ?? '';
  const params = { port: String(port), because };
  const byPolicy = {
    object: decides?.policy ?? running.object,
    ...(decides?.path === undefined ? {} : { path: decides.path }),
    params: { ...params, pod: running.object },
  };
  switch (accepts) {
    case 'mtls-only':
      return [{ holds: true, reason: 'mtls-only', ...byPolicy }];
    case 'both':
      return [{ holds: false, reason: 'takes-both', ...byPolicy }];
    case 'plaintext-only':
      return [{ holds: false, reason: 'takes-plaintext', ...byPolicy }];
    case 'not-enforced':
      return [
        {
          holds: false,
          reason:
            because === 'no-proxy' || because === 'host-network'
              ? because
              : 'not-captured',
          object: running.object,
          params,
        },
      ];
    case 'unknown':
      return [
        {
          holds: 'unknown',
          reason: 'acceptance-unknown',
          object: running.object,
          params,
        },
      ];
    default:
      return [];
  }
}

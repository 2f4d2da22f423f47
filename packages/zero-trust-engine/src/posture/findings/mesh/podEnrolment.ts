import { Workload } from '../../../snapshot/Workload';
import { Severity } from '../../../vocabulary';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { MeshSubject } from './MeshSubjects';
import { askedFor } from './namespaceLabels';

/** The user as which the sidecar itself runs: its traffic is never captured. */
const proxyUser = 1337;
const ofIstio = ['istio-proxy', 'istio-init', 'istio-validation'];

/** Pods that take part in the mesh otherwise than their owner may think. */
export const podEnrolment: FindingCheck = context => [
  ...context.mesh.all
    .filter(({ plane }) => plane === 'sidecar')
    .flatMap(subject => [
      ...besideAmbient(subject, context),
      ...asProxyUser(subject),
      ...notAnnounced(subject, context),
    ]),
  ...onHostNetwork(context),
];

function besideAmbient(
  { workload, pod }: MeshSubject,
  { snapshot }: FindingContext,
): readonly Finding[] {
  if (!pod) return [];
  const mode = 'istio.io/dataplane-mode';
  const inherited = snapshot.namespaces.get(workload.namespace)?.labels[mode];
  const asked = pod.labels[mode] ?? inherited;
  return asked === 'ambient'
    ? [
        found(
          'sidecar-in-ambient',
          'medium',
          workload,
          `metadata.labels["${mode}"]`,
        ),
      ]
    : [];
}

function asProxyUser({ workload, shape }: MeshSubject): readonly Finding[] {
  const containers = shape.containers.filter(
    ({ name, role, runAsUser }) =>
      role !== 'init' && runAsUser === proxyUser && !ofIstio.includes(name),
  );
  return containers.length === 0
    ? []
    : [
        found(
          'runs-as-proxy-user',
          'high',
          workload,
          'securityContext.runAsUser',
          { containers: containers.map(({ name }) => name).join(', ') },
        ),
      ];
}

/** Injection labels a pod with a proxy; without that callers send plaintext. */
function notAnnounced(
  subject: MeshSubject,
  { mesh }: FindingContext,
): readonly Finding[] {
  const { workload, pod } = subject;
  const label = 'security.istio.io/tlsMode';
  if (!pod || pod.labels[label] === 'istio') return [];
  const strict = mesh
    .portsOf(subject)
    .some(({ acceptance }) => acceptance.accepts === 'mtls-only');
  return [
    found(
      'proxy-not-announced',
      strict ? 'high' : 'medium',
      workload,
      `metadata.labels["${label}"]`,
      { value: pod.labels[label] ?? '' },
    ),
  ];
}

function onHostNetwork({ snapshot }: FindingContext): readonly Finding[] {
  return snapshot.workloads
    .filter(({ hostNetwork, namespace }) => {
      const labels = snapshot.namespaces.get(namespace)?.labels ?? {};
      return hostNetwork && askedFor(labels).length > 0;
    })
    .map(workload =>
      found('host-network-outside-mesh', 'low', workload, 'spec.hostNetwork'),
    );
}

function found(
  code: string,
  severity: Severity,
  { key, ref }: Workload,
  path: string,
  params: Finding['params'] = {},
): Finding {
  const object = `${ref.kind} ${ref.namespace}/${ref.name}`;
  return { code, severity, object, path, workloads: [key], params };
}

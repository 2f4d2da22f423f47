import { PeerAuthentication } from '../../../snapshot/parsePeerAuthentication';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { podPortMeant } from '../network/servicePorts';
import { nameOf } from '../objects';
import { MeshPort, MeshSubject } from './MeshSubjects';
import { listPorts } from './rules';

/** Port keys of a PeerAuthentication that no selected workload has. */
export const portMtlsMatchesNoPort: FindingCheck = ({
  snapshot,
  mesh,
  backends,
}) => {
  const { rootNamespace } = snapshot.facts.istio;
  return snapshot.objects('PeerAuthentication').flatMap(pa => {
    const selects = Object.keys(pa.selector ?? {}).length > 0;
    if (!selects || pa.meta.namespace === rootNamespace) return [];
    const workloads = mesh
      .ofPolicy({ meta: pa.meta, target: targetOf(pa) })
      .map(({ workload }) => workload);
    // Containers need not list their ports; of those that do not, nothing is known.
    const silent = workloads.some(({ ports }) => ports.length === 0);
    if (workloads.length === 0 || silent) return [];
    const open = new Set(
      workloads.flatMap(w => backends.portsOf(w).map(({ port }) => port)),
    );
    return [...pa.ports.keys()]
      .filter(port => !open.has(port))
      .map((port): Finding => {
        const asked = { port, protocol: 'TCP' } as const;
        const meant = podPortMeant(snapshot, workloads, asked);
        return {
          code: 'port-mtls-matches-no-port',
          severity: meant === undefined ? 'medium' : 'high',
          object: nameOf('PeerAuthentication', pa),
          path: `spec.portLevelMtls["${port}"]`,
          workloads: workloads.map(({ key }) => key),
          params: {
            port: String(port),
            ...(meant === undefined ? {} : { podPort: String(meant) }),
          },
        };
      });
  });
};

function targetOf({ selector }: PeerAuthentication) {
  return { ...(selector ? { selector } : {}), targetRefs: [] };
}

/** Forms of port exceptions that ztunnel is told otherwise than they read. */
export const ztunnelReadsMode: FindingCheck = ({ mesh }) =>
  groupByPolicy(
    mesh,
    ({ plane }) => plane === 'ambient',
    ({ acceptance: { mode } }) =>
      mode !== undefined &&
      mode.declared !== mode.effective &&
      mode.declared !== 'DISABLE'
        ? { declared: mode.declared, effective: mode.effective }
        : undefined,
  ).map(({ policy, path, params, places }) => ({
    code: 'ztunnel-reads-mode-otherwise',
    severity: params.effective === 'STRICT' ? 'medium' : 'high',
    object: policy,
    path,
    workloads: keysOf(places),
    params: { ...params, ports: portsOf(places), certainty: 'probable' },
  }));

/** DISABLE closes nothing at ztunnel: callers of the mesh still tunnel. */
export const disableAtZtunnel: FindingCheck = ({ mesh }) =>
  groupByPolicy(
    mesh,
    ({ plane }) => plane === 'ambient',
    ({ acceptance: { mode } }) =>
      mode?.declared === 'DISABLE' && mode.effective === 'PERMISSIVE'
        ? {}
        : undefined,
  ).map(({ policy, path, places }) => ({
    code: 'ztunnel-reads-disable-as-permissive',
    severity: 'low',
    object: policy,
    path,
    workloads: keysOf(places),
    params: { ports: portsOf(places) },
  }));

/**
 * Auto mTLS looks at the mode of the namespace and not at the workload's. Where
 * the one is DISABLE and the other STRICT callers send plaintext and are refused.
 */
export const namespaceModeMisleads: FindingCheck = context => {
  const { mesh, mtls, snapshot } = context;
  if (!snapshot.facts.istio.autoMtls) return [];
  if (snapshot.gapsOf('DestinationRule').length > 0) return [];
  return groupByPolicy(
    mesh,
    ({ plane, workload }) =>
      plane === 'sidecar' &&
      mtls.assumedFor(workload.namespace).mode === 'DISABLE' &&
      !hasRuleOfItsOwn(workload.namespace, context),
    ({ acceptance: { accepts } }) => (accepts === 'mtls-only' ? {} : undefined),
  ).map(({ policy, path, places }) => ({
    code: 'namespace-mode-misleads-callers',
    severity: 'high',
    object: policy,
    path,
    workloads: keysOf(places),
    params: { ports: portsOf(places) },
  }));
};

/** A DestinationRule that sends mutual TLS there, whatever the namespace says. */
function hasRuleOfItsOwn(
  namespace: string,
  { snapshot }: FindingContext,
): boolean {
  const named = new RegExp(`(^|\\.)${namespace}\\.svc(\\.|$)`);
  return snapshot
    .objects('DestinationRule')
    .some(
      ({ meta, host, trafficPolicy }) =>
        trafficPolicy !== undefined &&
        (meta.namespace === namespace ||
          host.startsWith('*') ||
          named.test(host)),
    );
}

interface Place {
  readonly subject: MeshSubject;
  readonly port: number;
}

interface Group {
  readonly policy: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly places: Place[];
}

/** Ports for which something holds, by the object that decides their mode. */
function groupByPolicy(
  mesh: FindingContext['mesh'],
  concerns: (subject: MeshSubject) => boolean,
  paramsOf: (port: MeshPort) => Group['params'] | undefined,
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const subject of mesh.all.filter(concerns)) {
    for (const port of mesh.portsOf(subject)) {
      const params = paramsOf(port);
      const chain = port.acceptance.mode?.chain ?? [];
      // What was written for the port comes first, whether it is read or not.
      const step =
        chain.find(s => s.level === 'port') ?? chain.find(s => s.decides);
      if (params && step?.policy && step.path) {
        const key = JSON.stringify([step.policy, step.path, params]);
        const { policy, path } = step;
        const group = groups.get(key) ?? { policy, path, params, places: [] };
        group.places.push({ subject, port: port.port });
        groups.set(key, group);
      }
    }
  }
  return [...groups.values()];
}

const keysOf = (places: readonly Place[]) => [
  ...new Set(places.map(({ subject }) => subject.workload.key)),
];
const portsOf = (places: readonly Place[]) =>
  listPorts(places.map(({ port }) => port));

import {
  MeshManifests,
  MeshPod,
  Mode,
  PeerAuthentication,
  all,
  isSelective,
  oldestFirst,
  takes,
} from './manifests';

type ModeSet = Exclude<Mode, 'UNSET'>;

interface Scopes {
  readonly mesh?: PeerAuthentication;
  readonly namespace?: PeerAuthentication;
  readonly workload?: PeerAuthentication;
}

/**
 * The mode of a port before a proxy: of each scope the oldest object, the
 * narrowest scope that says something, and the port of the workload's own first.
 */
export function proxyMode(
  mesh: MeshManifests,
  pod: MeshPod,
  port: number,
): ModeSet {
  const scopes = scopesOf(mesh, pod, () => true);
  return exceptionOf(scopes, port) ?? inherited(scopes);
}

/** What auto mTLS assumes of everything in a namespace. */
export function namespaceMode(mesh: MeshManifests, namespace: string): Mode {
  const { root } = mesh.settings;
  const wide = oldestFirst(all(mesh, 'PeerAuthentication')).filter(
    ({ spec }) => !isSelective(spec.selector),
  );
  const said = [namespace, root].map(
    place =>
      modeOf(wide.find(({ metadata }) => metadata.namespace === place)) ??
      'UNSET',
  );
  return said.find(mode => mode !== 'UNSET') ?? 'UNSET';
}

/**
 * Before ztunnel DISABLE is PERMISSIVE. istiod makes deny rules of the objects,
 * and three forms do not come out as they are written (the specification's
 * hazards a, b and c).
 */
export function ztunnelMode(
  mesh: MeshManifests,
  pod: MeshPod,
  port: number,
): ModeSet {
  const { root } = mesh.settings;
  const outside = pod.metadata.namespace !== root;
  // In the root namespace a selector without labels keeps an object at home.
  const scopes = scopesOf(
    mesh,
    pod,
    ({ spec }) => !outside || spec.selector === undefined,
  );
  const exception = exceptionOf(scopes, port);
  const own = modeOf(scopes.workload);
  const wide = modeOf(scopes.namespace);
  const strictMesh = modeOf(scopes.mesh) === 'STRICT';
  const ports = Object.values(scopes.workload?.spec.portLevelMtls ?? {})
    .map(({ mode }) => mode)
    .filter(mode => mode !== 'UNSET');
  if (scopes.workload && own === undefined && ports.length > 0) {
    const opens = ports.includes('PERMISSIVE');
    // What port exceptions are merged with: an object without any selector.
    const parent = scopes.namespace?.spec.selector ? undefined : wide;
    const strict = parent ? parent === 'STRICT' : strictMesh;
    const saysUnset = scopes.namespace !== undefined && wide === undefined;
    if (strict && opens && strictMesh && saysUnset) return 'PERMISSIVE';
    if (strict && !opens && exception === 'DISABLE') return 'STRICT';
  }
  const loosened = own === 'PERMISSIVE' || own === 'DISABLE';
  if (strictMesh && !wide && loosened && exception === 'STRICT') {
    return 'PERMISSIVE';
  }
  const mode = exception ?? inherited(scopes);
  return mode === 'DISABLE' ? 'PERMISSIVE' : mode;
}

function scopesOf(
  mesh: MeshManifests,
  pod: MeshPod,
  isMeshWide: (pa: PeerAuthentication) => boolean,
): Scopes {
  const { root } = mesh.settings;
  const { namespace, labels } = pod.metadata;
  const sorted = oldestFirst(all(mesh, 'PeerAuthentication'));
  const first = (test: (pa: PeerAuthentication) => boolean) =>
    sorted.find(test);
  const inRoot = (pa: PeerAuthentication) => pa.metadata.namespace === root;
  const here = (pa: PeerAuthentication) =>
    pa.metadata.namespace === namespace && namespace !== root;
  const selective = ({ spec }: PeerAuthentication) =>
    isSelective(spec.selector);
  return {
    mesh: first(pa => inRoot(pa) && !selective(pa) && isMeshWide(pa)),
    namespace: first(pa => here(pa) && !selective(pa)),
    workload: first(
      pa =>
        here(pa) &&
        selective(pa) &&
        takes(pa.spec.selector?.matchLabels, labels),
    ),
  };
}

function modeOf(pa: PeerAuthentication | undefined): ModeSet | undefined {
  const mode = pa?.spec.mtls?.mode;
  return mode === 'UNSET' ? undefined : mode;
}

function inherited({ mesh, namespace, workload }: Scopes): ModeSet {
  return modeOf(workload) ?? modeOf(namespace) ?? modeOf(mesh) ?? 'PERMISSIVE';
}

function exceptionOf({ workload }: Scopes, port: number): ModeSet | undefined {
  const mode = workload?.spec.portLevelMtls?.[port]?.mode;
  return mode === 'UNSET' ? undefined : mode;
}
